"""A forged, repeated, cut-off or foreign extract is refused by name in one sentence, and nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.commands.cli import main
from fagspejl.disclosure.federation.extract import MAX_BYTES, extract_bytes
from fagspejl.lib.canonical import canonical
from fagspejl.lib.language import Language
from fagspejl.lib.signatures import encoded, public_of, signed
from fagspejl.lib.wording import wording
from support.federated import Installation, installation, renamed

FIRST = installation(0)
_OTHERS = (installation(1), installation(2))


def _federate(folder: Path, first: bytes, keys: str | None = None, *more: Installation) -> Result:
    """Add a file to two good ones; `more`: installations whose keys are trusted too."""
    files = [first, *(one.extract() for one in _OTHERS)]
    paths = [folder / f"{name}.extract" for name in ("a", "b", "c")]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    lines = "\n".join(one.key.line for one in (FIRST, *_OTHERS, *more)) if keys is None else keys
    (folder / "keys.txt").write_text(lines, "utf-8")
    asked = [*map(str, paths), "--trust", str(folder / "keys.txt"), "--out", str(folder / "ud")]
    return CliRunner().invoke(main, ["federate", *asked, "--language", "en", "--formats", "json"])


def _signed(body: bytes, installation: Installation = FIRST, form: str = "fagspejl-extract/1") -> bytes:
    """Sign whatever bytes with a real key."""
    signature = signed(installation.private, "fagspejl-extract/1", body)
    first = f"{form} {encoded(public_of(installation.private))} {encoded(signature)}"
    return first.encode() + b"\n" + body + b"\n"


def _changed(change: Callable[[dict[str, object]], object]) -> bytes:
    """The first extract, changed and signed anew by its owner."""
    document = json.loads(canonical(FIRST.document()))
    change(document)
    return extract_bytes(document, FIRST.private)


def _figure(document: dict[str, object], **values: object) -> None:
    row = next(row for row in document["figures"] if row["kind"] == "item")  # type: ignore[attr-defined]
    row.update(values)


GOOD = FIRST.extract()
BAD = {
    "another key": (_signed(b"{}", installation(3)), "not in your file of keys"),
    "a changed figure": (GOOD.replace(b'"value":3', b'"value":4', 1), "was changed or cut off after Fjordby"),
    "cut off": (GOOD[:-400], "was changed or cut off after Fjordby"),
    "cut off in the first line": (GOOD[:60], "is not an extract"),
    "without its last line end": (GOOD[:-1], "was changed or cut off"),
    "twice in one file": (GOOD + GOOD, "was changed or cut off"),
    "nothing": (b"", "is not an extract"),
    "a page": (b"<!doctype html><title>x</title>", "is not an extract"),
    "a newer format": (b"fagspejl-extract/2" + GOOD[18:], "newer version of Fagspejl"),
    "no number": (b"fagspejl-extract/1x" + GOOD[18:], "is not an extract"),
    "too large": (GOOD + b" " * MAX_BYTES, "larger than an extract can be"),
    "deep JSON": (_signed(b"[" * 200_000 + b"]" * 200_000), "is signed, but not written the way"),
    "a long number": (_signed(b"1" * 20_000), "is signed, but not written the way"),
    "no JSON": (_signed(b"\xff\xfe"), "is signed, but not written the way"),
    "spaces": (_signed(json.dumps(FIRST.document()).encode()), "is signed, but not written the way"),
    "a name twice": (
        _signed(canonical(FIRST.document()).replace('"scale":', '"scale":0,"scale":', 1).encode()),
        "is signed, but not written the way",
    ),
    "nothing in it": (_signed(b"{}"), "does not keep the rules of an extract"),
    "a leader": (_changed(lambda one: one.update(leaders=[{"name": "Karen"}])), "does not keep the rules"),
    "another's name": (_changed(lambda one: one.update(installation="0" * 64)), "does not keep the rules"),
    "four people": (_changed(lambda one: _figure(one, n=4)), "does not keep the rules"),
    "two decimals": (_changed(lambda one: _figure(one, value=3.14)), "does not keep the rules"),
    "a number for an end": (_changed(lambda one: _figure(one, code="at_least")), "does not keep the rules"),
    "look-alike letters": (renamed(installation(0), "Fj\u043erdby Kommune").extract(), "look like others"),
    "a sign that is not seen": (renamed(installation(0), "Fjordby\u200b Kommune").extract(), "look like others"),
    "turned direction": (renamed(installation(0), "Fjordby \u202eKommune").extract(), "look like others"),
    "a repeated organisation": (
        renamed(installation(0), "Åkær Kommune").extract(), "are from the same organisation"
    ),
    "the same in other letters": (
        renamed(installation(0), "ÅKÆR kommune").extract(), "are from the same organisation"
    ),
    "a repeated round": (replace(FIRST, round=_OTHERS[0].round).extract(), "are from the same round"),
    "other rules": (
        installation(0, policy=DisclosurePolicy(k=6, k_comments=6)).extract(),
        "do not follow the same rules",
    ),
    "another wording": (
        _changed(lambda one: one["instrument"].update(checksum="1" * 64)),  # type: ignore[attr-defined]
        "not based on the same questionnaire",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_it_is_refused_by_name(case: str, tmp_path: Path) -> None:
    """Bente is sent a bad file: she hears which and why in one sentence, and her folder stays as it was."""
    data, said = BAD[case]
    done = _federate(tmp_path, data)
    assert done.exit_code == 1, done.output
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert "a.extract" in done.stderr
    assert not (tmp_path / "ud").exists()


def test_the_questionnaire_has_to_be_here(tmp_path: Path) -> None:
    """All three used a questionnaire of their own: Bente hears which, and says where it lies."""
    own = {"id": "eget", "version": "1.0", "checksum": "1" * 64, "validated": False}
    files = []
    for number, one in enumerate((FIRST, *_OTHERS)):
        (tmp_path / f"{number}.extract").write_bytes(one.extract(instrument=own))
        files.append(str(tmp_path / f"{number}.extract"))
    (tmp_path / "keys.txt").write_text("\n".join(one.key.line for one in (FIRST, *_OTHERS)), "utf-8")
    asked = ["--trust", str(tmp_path / "keys.txt"), "--out", str(tmp_path / "ud"), "--language", "en"]
    done = CliRunner().invoke(main, ["federate", *files, *asked])
    assert (done.exit_code, "eget@1.0, which is not here in exactly that wording" in done.stderr) == (1, True)
    assert not (tmp_path / "ud").exists()


def test_the_same_key_twice_is_one_organisation(tmp_path: Path) -> None:
    """Åkær's extract comes twice under two names of files: it is one organisation."""
    done = _federate(tmp_path, _OTHERS[0].extract())
    assert (done.exit_code, "are from the same organisation" in done.stderr) == (1, True)
    assert not (tmp_path / "ud").exists()


KEY_FILES = {
    "nothing": ("", "There are no keys"),
    "comments alone": ("# ours\n\n", "There are no keys"),
    "an extract": (GOOD.decode(), "Line 1 of the file of keys is not a key"),
    "a short key": ("fagspejl-key/1 AAAA Fjordby", "Line 1 of the file of keys is not a key"),
    "no name": (FIRST.key.line.rsplit(" ", 2)[0], "cannot be used (line 1)"),
    "the key twice": (f"{FIRST.key.line}\n{FIRST.key.line} II", "stands twice"),
    "the name twice": (f"{FIRST.key.line}\n{replace(_OTHERS[0], name=FIRST.name.upper()).key.line}", "look alike"),
    "look-alike letters": (FIRST.key.line.replace("Fjo", "Fj\u043e"), "cannot be used (line 1)"),
}  # fmt: skip


@pytest.mark.parametrize("case", KEY_FILES)
def test_a_file_of_keys_must_be_one(case: str, tmp_path: Path) -> None:
    """Bente names a file that holds no keys, or two that look alike: she hears the line, and nothing is written."""
    text, said = KEY_FILES[case]
    done = _federate(tmp_path, GOOD, text)
    assert done.exit_code == 2, done.output
    assert said in done.stderr
    assert not (tmp_path / "ud").exists()


REASONS = {
    "extract_refused": (
        *("not_an_extract", "newer_format", "unknown_key", "forged", "not_canonical", "name"),
        *("breaks_rules", "too_large", "no_questionnaire"),
    ),
    "extracts_do_not_fit": ("installation", "round", "wording", "scale", "policy"),
    "identity_unusable": ("not_a_key", "open_to_others"),
    "keys_unusable": ("not_keys", "name", "own_name", "title", "key_twice", "name_twice", "empty"),
}


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_reason_has_its_sentence(language: Language) -> None:
    """Bente and Asta find a sentence for each reason, and none that nothing gives."""
    words = wording(language, "fagspejl.commands.words")
    facts = {"file": "a", "other": "b", "fact": "c", "name": "d", "line": "1", "path": "e"}
    for section, reasons in REASONS.items():
        said = [words.say(f"{section}.{why}", **facts) for why in reasons]
        assert len(set(said)) == len(reasons)
        assert not [text for text in said if "{" in text]
