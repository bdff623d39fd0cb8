"""Rules and types decide on plain values: they import no Django, and neither do the pure rooms."""

from pathlib import Path

import pytest

from support.source import PACKAGE, imported, modules, name_of

PURE_ROOMS = {"lib", "analysis", "instrument", "intake", "inspection"}
PURE_NAMES = {"rules.py", "types.py", "errors.py"}
# What may know Django in a room that has a pure part: everything else in `disclosure` decides and computes.
DJANGO_NAMES = {"services.py", "selectors.py", "models.py", "permissions.py", "apps.py"}
FRAMEWORKS = {"django", "allauth"}


def _is_pure(path: Path) -> bool:
    room = path.relative_to(PACKAGE).parts[0]
    in_door = room == "disclosure" and path.name not in DJANGO_NAMES
    in_door = in_door and not {"migrations", "services"} & set(path.parts)
    return room in PURE_ROOMS or path.name in PURE_NAMES or in_door


def _frameworks(path: Path) -> set[str]:
    return {name for name in imported(path) if name.split(".")[0] in FRAMEWORKS}


def test_pure_modules_import_no_framework() -> None:
    """Asta can run every rule and every statistic in a notebook without a web server behind it."""
    pure = [path for path in modules("src/fagspejl") if _is_pure(path)]
    assert len(pure) > 10, "the walk found too few modules to mean anything"
    assert {name_of(path): found for path in pure if (found := _frameworks(path))} == {}


@pytest.mark.parametrize(
    "text",
    [
        "import django",
        "from django.db import models",
        "def f():\n    from allauth.account import app_settings",
    ],
)
def test_judge_sees_an_import(tmp_path: Path, text: str) -> None:
    """An import of Django is seen wherever in the module it stands."""
    file = tmp_path / "rules.py"
    file.write_text(text, encoding="utf-8")
    assert _frameworks(file)
