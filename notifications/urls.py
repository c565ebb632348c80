from django.contrib.auth.decorators import login_not_required
from django.urls import path

from notifications import views

urlpatterns = [
    path("notices/", views.NoticeList.as_view(), name="notice-list"),
    path("notices/read/", views.mark_all_read, name="notice-read-all"),
    path("account/mails/", views.mail_choices, name="mail-choices"),
    path("digest/<str:signed>/stop/", login_not_required(views.stop_digest), name="digest-stop"),
    path("notices/<notice:pk>/read/", views.mark_read, name="notice-read"),
]
