from django.apps import AppConfig
from django.urls import register_converter


class NotificationsConfig(AppConfig):
    name = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from notifications.models import Notice
        from partners import sealed

        register_converter(sealed.converter(Notice), "notice")
