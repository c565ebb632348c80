from django.apps import AppConfig


class DealregConfig(AppConfig):
    name = "dealreg"

    def ready(self) -> None:
        from dealreg import checks  # noqa: F401  (registers itself)
