from django.apps import AppConfig
from django.urls import register_converter


class PartnersConfig(AppConfig):
    name = "partners"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from partners import sealed
        from partners.models import User

        register_converter(sealed.converter(User), "person")
