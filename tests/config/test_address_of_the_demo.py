"""The address that commands tell on the demo is the one it is served at."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.site_process import fagspejl

SET = {"FAGSPEJL_BASE_URL": "https://svar.egedal.example"}


@pytest.mark.parametrize(
    ("files", "told", "extra"),
    [
        ({"DEMO": "{}", "cast.json": '{"base_url": "http://localhost:8123"}'}, "http://localhost:8123 ", {}),
        ({"DEMO": "{}", "cast.json": '{"base_url": "http://localhost:8123"}'}, SET["FAGSPEJL_BASE_URL"], SET),
        ({"DEMO": "{}", "cast.json": "[]"}, "http://localhost:8000 ", {}),
        ({"DEMO": "{}"}, "http://localhost:8000 ", {}),
        ({"cast.json": '{"base_url": "http://localhost:8123"}'}, "http://localhost:8000 ", {}),
    ],
)
def test_the_address_is_the_demos(
    tmp_path: Path, files: dict[str, str], told: str, extra: dict[str, str]
) -> None:
    """Per serves the demo on another port, and the address he is told works; a real site believes no such file."""
    (tmp_path / "data").mkdir()
    for name, text in files.items():
        (tmp_path / "data" / name).write_text(text, encoding="utf-8")
    made = fagspejl(tmp_path, "user", "add", "per@egedal.example", "--name", "Per", **extra)
    assert made.returncode == 0, made.stderr
    assert f"kan nu logge ind på {told}" in made.stdout
