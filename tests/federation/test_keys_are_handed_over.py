"""An installation's own key: made once, its owner's alone, and told to others in a line and in digits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings

from fagspejl.commands.cli import main
from fagspejl.lib.signatures import fingerprint, is_plain_name, public_of, trusted_keys
from fagspejl.operations.services.federation.identity import FOLDER, NAME, IdentityUnusable, identity_key


def test_it_is_made_once_and_private(tmp_path: Path) -> None:
    """Per's site makes its key at first use, in a folder of its own, and has the same one ever after."""
    key = identity_key(tmp_path)
    assert identity_key(tmp_path) == key
    assert len(key) == 32
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == [NAME]
    assert [
        (tmp_path / FOLDER).stat().st_mode & 0o777,
        (tmp_path / FOLDER / NAME).stat().st_mode & 0o777,
    ] == [
        0o700,
        0o600,
    ]


@pytest.mark.parametrize("content", [b"", b"\n", b"hello", b"\xff" * 40, b"QUJD"])
def test_another_file_is_no_key(tmp_path: Path, content: bytes) -> None:
    """Per copied the wrong file there: it is not signed with, and not written over."""
    (tmp_path / FOLDER).mkdir(mode=0o700)
    (tmp_path / FOLDER / NAME).touch(mode=0o600)
    (tmp_path / FOLDER / NAME).write_bytes(content)
    with pytest.raises(IdentityUnusable) as refused:
        identity_key(tmp_path)
    assert refused.value.why == "not_a_key"
    assert (tmp_path / FOLDER / NAME).read_bytes() == content


def test_others_must_not_read_it(tmp_path: Path) -> None:
    """Per opened the folder to others on the machine: the key is not used before it is closed."""
    identity_key(tmp_path)
    (tmp_path / FOLDER / NAME).chmod(0o640)
    with pytest.raises(IdentityUnusable) as refused:
        identity_key(tmp_path)
    assert refused.value.why == "open_to_others"


def test_the_digits_are_read_aloud() -> None:
    """Bente reads eight groups of five digits to the region; they are the same for the same key alone."""
    digits = fingerprint(public_of(bytes(32)))
    assert digits == "48862 99617 26406 88712 02780 84053 10760 22384"
    assert digits != fingerprint(public_of(bytes(31) + b"\x01"))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Aarhus Kommune", True),
        ("Region Sjælland, HR & drift (2027)", True),
        ("Kalaallit Nunaat – Sermersooq", True),
        ("", False),
        (" Fjordby", False),
        ("Fjordby  Kommune", False),
        ("Fjo\u0301rdby", False),
        ("\u0410arhus", False),
        ("Fjordby\u00a0Kommune", False),
        ("Fjordby\nKommune", False),
        ("\ufb01skeri", False),
        ("Fjordby \U0001f600", False),
        ("x" * 201, False),
    ],
)
def test_names_read_as_they_look(name: str, plain: bool) -> None:
    """A name with letters of another script, or signs that are not seen, is no name of an organisation."""
    assert is_plain_name(name) is plain


@pytest.mark.django_db
def test_it_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente prints the line for the region's file of keys, and the region's file reads it."""
    monkeypatch.setattr(settings, "DATA", tmp_path)
    done = CliRunner().invoke(main, ["identity", "show", "--name", "Fjordby Kommune", "--language", "en"])
    assert done.exit_code == 0, done.stderr
    line, aloud, _ = done.output.splitlines()
    (key,) = trusted_keys(line).values()
    assert (key.name, key.public) == ("Fjordby Kommune", public_of(identity_key(tmp_path)))
    assert aloud.endswith(fingerprint(key.public))
    told = json.loads(
        CliRunner().invoke(main, ["identity", "show", "--name", "Fjordby Kommune", "--json"]).output
    )
    assert told["line"] == line
    wrong = CliRunner().invoke(main, ["identity", "show", "--name", "Fj\u043erdby"])
    assert (wrong.exit_code, wrong.stdout) == (2, "")
