from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.urls import register_converter


class DealsConfig(AppConfig):
    name = "deals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from deals import guards
        from deals.models import SavedView
        from partners import sealed

        post_migrate.connect(guards.install, sender=self)
        register_converter(sealed.converter(SavedView), "view")
