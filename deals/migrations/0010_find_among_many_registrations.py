from typing import Any

from django.db import migrations, models

NAME = "registration_search_trigrams"


def index_the_search(apps: Any, schema_editor: Any) -> None:
    """A trigram index under the text search; without PostgreSQL, or where it offers no pg_trgm, the search reads on."""
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'),"
            " EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm')"
            " AND has_database_privilege(current_database(), 'CREATE')"
        )
        installed, can_be = cursor.fetchone()
        if not (installed or can_be):
            return
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute(
            f"CREATE INDEX IF NOT EXISTS {NAME} ON deals_registration USING gin (search_text gin_trgm_ops)"
        )


def drop_it(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {NAME}")


class Migration(migrations.Migration):
    dependencies = [
        ("deals", "0009_uses_of_benefits_and_rewards"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["customer_name"], name="registration_by_customer"),
        ),
        migrations.RunPython(index_the_search, drop_it),
    ]
