"""The walls of the house that an import linter cannot see (docs/domain.md, "The house")."""

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey, ManyToManyField, Model

ROOT = Path(settings.BASE_DIR)
APPS = ("dealreg", "notifications", "deals", "partners", "validation")
# What each app may point at, by import, key, string or reverse name.
BELOW: dict[str, set[str]] = {
    "dealreg": set(APPS),
    "notifications": {"notifications", "deals", "partners", "validation"},
    "deals": {"deals", "partners", "validation"},
    "partners": {"partners"},
    "validation": {"validation"},
}
ALLOWED_AT_TOP = {
    "manage.py", "dealreg", "partners", "deals", "validation", "notifications", "templates", "static", "docs",
    "requirements.txt", "pytest.ini", "README.md", "LICENSE",
}  # fmt: skip
# What tools and the embedded mode leave behind; .gitignore keeps them out of the repository.
LEFT_BEHIND = {"var", "staticfiles", "test-results", "htmlcov", "__pycache__"}
NAMELESS = {"utils", "util", "helpers", "helper", "core", "common", "base", "misc", "services", "signals"}
# The one writer of a registration's status, and the one of a company's.
VERBS = {"deals/lifecycle.py", "partners/membership.py"}
WRITERS = {"update", "create", "get_or_create", "update_or_create"}
MACHINE_PATH = re.compile(r"(?<![\w.$}/-])/(?:tmp|work|root|home)/\w")


def python_files() -> list[Path]:
    return sorted(
        path for app in APPS for path in (ROOT / app).rglob("*.py") if "__pycache__" not in path.parts
    )


def sources() -> list[Path]:
    return [path for path in python_files() if "migrations" not in path.parts]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def app_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def strings(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def models() -> Iterator[type[Model]]:
    for app in APPS:
        yield from apps.get_app_config(app).get_models(include_auto_created=True)


def keys() -> Iterator[tuple[str, str, ForeignKey | ManyToManyField]]:
    """Every key between two of the house's apps: where it is, where it points, and itself."""
    for model in models():
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey | ManyToManyField):
                source, target = model._meta.app_label, field.related_model._meta.app_label
                if target in APPS and target != source:
                    yield source, target, field


def test_foreign_keys_point_down_only() -> None:
    assert [str(key) for source, target, key in keys() if target not in BELOW[source]] == []


def test_keys_from_notifications_have_no_reverse_name() -> None:
    assert [
        str(key) for source, _, key in keys() if source == "notifications" and not key.remote_field.hidden
    ] == []


def test_nobody_walks_up_by_a_reverse_name() -> None:
    """`partner.registrations` inside partners would be an edge from partners up to deals."""
    upward: dict[str, set[str]] = {app: set() for app in APPS}
    for _, target, key in keys():
        upward[target] |= {key.remote_field.get_accessor_name() or "", key.related_query_name()}
    for model in models():
        upward[model._meta.app_label] -= {field.name for field in model._meta.get_fields() if field.concrete}
    walks = [
        f"{named(path)}:{line} {name}"
        for path in sources()
        for line, name in names(ast.parse(path.read_text()))
        if name in upward[app_of(path)]
    ]
    assert walks == []


def names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Attributes, and the first word of lookups such as `registrations__status=`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.lineno, node.arg.partition("__")[0]


def test_strings_of_the_app_registry_point_down_only() -> None:
    label = re.compile(rf"({'|'.join(APPS)})\.[A-Za-z_.]+")
    up = [
        f"{named(path)}:{line} {text}"
        for path in sources()
        for line, text in strings(path)
        if (found := label.fullmatch(text)) and found[1] not in BELOW[app_of(path)]
    ]
    assert up == []


def test_only_verbs_write_status() -> None:
    writers = [
        f"{named(path)}:{line}"
        for path in sources()
        if named(path) not in VERBS and "tests" not in path.parts
        for line in status_writes(ast.parse(path.read_text()))
    ]
    assert writers == []


def status_writes(tree: ast.Module) -> Iterator[int]:
    """Lines that set `.status` of anything, or pass `status=` to update, create and the like."""
    for node in ast.walk(tree):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            targets = [node.target]
        yield from (t.lineno for t in targets if isinstance(t, ast.Attribute) and t.attr == "status")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITERS:
            yield from (node.lineno for keyword in node.keywords if keyword.arg == "status")


@pytest.mark.parametrize("path", sources(), ids=named)
def test_a_file_has_at_most_300_lines(path: Path) -> None:
    assert lines(path) <= 300


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_rooms_are_small() -> None:
    sizes = sorted(lines(path) for path in sources() if lines(path))
    assert statistics.median(sizes) < 80
    assert sizes[int(len(sizes) * 0.9)] <= 200


def test_rooms_are_named_after_the_business() -> None:
    assert [named(path) for path in python_files() if {path.stem, path.parent.name} & NAMELESS] == []


def test_nothing_new_stands_at_the_top() -> None:
    there = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert there - ALLOWED_AT_TOP - LEFT_BEHIND == set()


def test_no_model_hides_logic_in_save() -> None:
    savers = [
        f"{named(path)}:{function.lineno}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef) and "models" in {path.stem, path.parent.name}
        for function in node.body
        if isinstance(function, ast.FunctionDef) and function.name == "save"
    ]
    assert savers == []


def test_no_file_names_a_place_of_one_machine() -> None:
    texts = [*python_files(), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md"), *ROOT.glob(".ci/*")]
    found = [
        f"{named(path)}: {match[0]}"
        for path in texts
        if path != Path(__file__)
        for match in MACHINE_PATH.finditer(path.read_text())
    ]
    assert found == []
