"""Pages of people and companies."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from partners import views

urlpatterns = [
    path("apply/", login_not_required(views.ApplyView.as_view()), name="apply"),
    path("apply/again/", views.apply_again, name="apply-again"),
    path("account/", views.account, name="account"),
    path("company/people/invite/", views.invite, name="person-invite"),
    path("company/people/<person:pk>/invite-again/", views.invite_again, name="person-invite-again"),
    path("company/people/<person:pk>/role/", views.change_role, name="person-role"),
]
