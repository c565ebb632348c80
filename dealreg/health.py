"""What monitors ask: does the web answer, and is the clock alive?"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dealreg.models import Heartbeat
from deals.models import Tick
from partners.clock import now


def heartbeat_age() -> float | None:
    """Seconds since the last heartbeat; None before the first. Raises DatabaseError."""
    beaten_at = Heartbeat.objects.values_list("beaten_at", flat=True).first()
    return (now() - beaten_at).total_seconds() if beaten_at else None


def rows_failed() -> int:
    """How many registrations the newest finished tick failed on. Raises DatabaseError."""
    newest = Tick.objects.filter(ended_at__isnull=False).first()
    return newest.failed if newest else 0


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """503 only when this web process cannot work; a silent clock is reported, the web goes on."""
    try:
        age, failed = heartbeat_age(), rows_failed()
    except DatabaseError:
        return JsonResponse({"database": "down"}, status=503)
    clock = "silent" if age is None or age > settings.HEARTBEAT_SILENCE_SECONDS else "ticking"
    return JsonResponse(
        {
            "database": "up",
            "clock": clock,
            "heartbeat_age_seconds": age and round(age),
            "rows_failed_in_last_tick": failed,
        }
    )
