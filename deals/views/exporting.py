"""The filtered list as a file: GET asks how, POST puts it on record and sends it."""

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from deals import clocks, columns, exports
from deals.filters import RegistrationFilter, order
from deals.forms.export import ExportForm
from deals.models import Registration
from deals.views.access import member
from partners.clock import now

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponse | StreamingHttpResponse | FileResponse:
    """The rows are those of the list with the same address; the address is all that tells them."""
    user, at = member(request), now()
    scoped = Registration.objects.visible_to(user)
    chosen = RegistrationFilter(request.GET, scoped, request=request, user=user, at=at)
    rows, _used = order(chosen.qs.with_next_deadline(), request.GET.get("sort", ""))
    form = ExportForm(request.POST or None, user=user)
    if request.method != "POST" or not form.is_valid():
        back = request.GET.urlencode()
        context = {
            "form": form,
            "count": rows.order_by().count(),
            "back": f"{reverse('registration-list')}?{back}" if back else reverse("registration-list"),
        }
        return render(request, "deals/export.html", context)
    wanted = form.wanted()
    filters = {name: given for name, given in columns.kept(request.GET) if name in columns.FILTERS}
    exports.record(rows, wanted, filters, by=user, at=at)
    name = f"registrations-{clocks.local_day(at, wanted.zone).isoformat()}.{wanted.kind}"
    if wanted.kind == exports.XLSX:
        book = exports.as_xlsx(rows, wanted)
        return FileResponse(book, as_attachment=True, filename=name, content_type=WORKBOOK)
    response = StreamingHttpResponse(exports.as_csv(rows, wanted), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
