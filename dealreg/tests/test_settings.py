import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from dealreg.demo.processes import portal_url

PRODUCTION = {
    "SECRET_KEY": "k" * 12 + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRST",
    "AUDIT_SALT": "salt",
    "SIGNING_KEY": "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE",
    "ALLOWED_HOSTS": "deals.example.com",
    "DATABASE_URL": "postgres://nobody@/nowhere",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp://127.0.0.1:1",
}


def start(var: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the portal outside the tests, with nothing set but `environment`."""
    inherited = {"PATH": os.environ["PATH"], "VAR_DIR": str(var), "PYTHONWARNINGS": "ignore"}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def setting(var: Path, name: str, **environment: str) -> str:
    """The value of a setting in such a start, as Python writes it."""
    script = f"from django.conf import settings; print(repr(settings.{name}))"
    return start(var, "shell", "--no-imports", "-c", script, **environment).stdout.strip()


@pytest.mark.parametrize("name", ["SECRET_KEY", "AUDIT_SALT", "SIGNING_KEY", "ALLOWED_HOSTS"])
def test_production_does_not_start_without(name: str, tmp_path: Path) -> None:
    started = start(tmp_path, "check", **{**PRODUCTION, name: ""})
    assert started.returncode == 1
    assert f"ImproperlyConfigured: {name} must be set" in started.stderr


def test_all_missing_settings_are_named_at_once(tmp_path: Path) -> None:
    assert "SECRET_KEY, AUDIT_SALT, SIGNING_KEY, ALLOWED_HOSTS must be set" in start(tmp_path, "check").stderr


def test_a_signing_key_of_the_wrong_length_is_named(tmp_path: Path) -> None:
    started = start(tmp_path, "check", **{**PRODUCTION, "SIGNING_KEY": "short"})
    assert started.returncode == 1
    assert "SIGNING_KEY must be 32 bytes in URL-safe base64" in started.stderr


def test_production_settings_pass_the_deployment_check(tmp_path: Path) -> None:
    checked = start(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (checked.returncode, checked.stdout) == (0, "System check identified no issues (0 silenced).\n")


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL", "EMAIL_URL"])
def test_the_deployment_check_warns_of_an_embedded_part(name: str, tmp_path: Path) -> None:
    checked = start(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **{**PRODUCTION, name: ""})
    assert checked.returncode == 1
    assert f"{name} is not set" in checked.stderr


def test_the_demo_makes_a_secret_that_only_its_owner_reads_and_keeps_it(tmp_path: Path) -> None:
    first, second = (setting(tmp_path, "SECRET_KEY", DEMO="1") for _ in range(2))
    assert len(first) > 50
    assert first == second
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("mode", "seconds"), [({"DEMO": "1"}, "60"), (PRODUCTION, "0")])
def test_the_clock_is_shifted_in_the_demo_alone(mode: dict[str, str], seconds: str, tmp_path: Path) -> None:
    assert setting(tmp_path, "DEMO_CLOCK_OFFSET", DEMO_CLOCK_OFFSET="60", **mode) == seconds


@pytest.mark.parametrize("cookie", ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"])
def test_production_sends_no_cookie_over_plain_http(cookie: str, tmp_path: Path) -> None:
    assert setting(tmp_path, cookie, **PRODUCTION) == "True"


def test_links_in_mails_of_a_demo_lead_to_the_port_it_runs_on() -> None:
    assert portal_url("127.0.0.1:8017", {}) == "http://127.0.0.1:8017"


def test_a_portal_address_that_was_given_is_kept_by_the_demo() -> None:
    given = "https://demo.example.com"
    assert portal_url("127.0.0.1:8017", {"PORTAL_URL": given}) == given
