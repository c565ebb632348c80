from allauth.account.decorators import secure_admin_login
from allauth.mfa.webauthn.views import edit_webauthn, remove_webauthn
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.i18n import set_language

from dealreg.health import healthz
from dealreg.passkeys import no_such_address
from dealreg.sessions import session
from dealreg.sso.views import again, back, leave, refused
from deals.admin import reports

# Otherwise the admin's own sign-in page would let people in past the second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_header = f"{settings.VENDOR_NAME} {settings.PROGRAMME_NAME}"
admin.site.site_title = settings.PROGRAMME_NAME
admin.site.index_title = _("Coordinator's desk")

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("session/", session, name="session"),
    path("accounts/2fa/webauthn/keys/<passkey:pk>/edit/", edit_webauthn, name="passkey-edit"),
    path("accounts/2fa/webauthn/keys/<passkey:pk>/remove/", remove_webauthn, name="passkey-remove"),
    path("accounts/2fa/webauthn/keys/<path:rest>", no_such_address),
    path("accounts/sso/", leave, name="sso"),
    path("accounts/sso/back/", back, name="sso-back"),
    path("accounts/sso/again/", again, name="sso-again"),
    path("accounts/sso/refused/<slug:refusal>/", refused, name="sso-refused"),
    path("accounts/3rdparty/<path:rest>", no_such_address),
    path("accounts/3rdparty/", no_such_address, {"rest": ""}),
    path("accounts/social/<path:rest>", no_such_address),
    path("accounts/", include("allauth.urls")),
    path("admin/reports/", include(reports.urls(admin.site))),
    path("admin/", admin.site.urls),
    path("", include("deals.urls")),
    path("", include("notifications.urls")),
    path("", include("partners.urls")),
]
handler400 = "dealreg.trouble.bad_request"
handler500 = "dealreg.trouble.server_error"
