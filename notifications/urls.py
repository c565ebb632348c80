from django.urls import path

from notifications import views

urlpatterns = [
    path("notices/", views.NoticeList.as_view(), name="notice-list"),
    path("notices/read/", views.mark_all_read, name="notice-read-all"),
    path("notices/<int:pk>/read/", views.mark_read, name="notice-read"),
]
