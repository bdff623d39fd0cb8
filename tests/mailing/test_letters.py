"""People without an address get a letter: a mark that is their link, and a code that is the same link."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
import segno

from fagspejl.audit.models import AccessEntry
from fagspejl.evaluation.keys.derivation import in_groups, link_of, lookup_of, normalise_code
from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.selectors import key_check_of
from fagspejl.evaluation.selectors.lookup import invitation_by_lookup
from fagspejl.mailing.errors import NoLetters
from fagspejl.mailing.services.letters import Letters, make_letters
from fagspejl.web.printed import printable
from support.pdf import pdf_text, pdf_ua_faults
from support.roster import BENTE, CAST, NOW, opened

pytestmark = pytest.mark.django_db
BASE = "https://svar.egedal.example"
INGER = "inger;Inger Ås;;da;fam;;;leder;;mads;;;;"


def _made(folder: Path, *rows: str, everybody: bool = False) -> tuple[Letters, bytes]:
    round_id, keys = opened(folder, *rows)
    letters = make_letters(
        round_id,
        everybody=everybody,
        keys=keys,
        base_url=BASE,
        printable=printable,
        actor=BENTE,
        now=NOW,
    )
    return letters, keys.read(round_id, key_check_of(round_id))


def _links(key: bytes, person: str) -> dict[str, str]:
    rows = Invitation.objects.filter(person__key=person).select_related("leader")
    return {row.leader.name: link_of(key, row.round_id, row.id, 0) for row in rows}


def _words(pdf: bytes) -> str:
    return " ".join(pdf_text(pdf).split())


def test_code_is_the_link(tmp_path: Path) -> None:
    """Omar types the code of his letter, with capitals and without spaces, and comes to his form about Karen."""
    letters, key = _made(tmp_path)
    assert letters.people == 1
    text = _words(letters.pdfs[0])
    assert "Dear Omar Said" in text
    assert "svar.egedal.example/svar" in text
    ((leader, link),) = _links(key, "omar").items()
    assert f"About your leader {leader}" in text
    assert in_groups(link) in text
    typed = normalise_code(in_groups(link).upper().replace(" ", "", 2))
    assert typed is not None
    found = invitation_by_lookup(lookup_of(typed))
    assert found is not None
    assert found.invitation.leader_name == "Karen Lund"


def test_mark_is_the_link(tmp_path: Path) -> None:
    """What Omar's phone sees, module for module, is the QR code of his own link."""
    letters, key = _made(tmp_path)
    (link,) = _links(key, "omar").values()
    code = segno.make_qr(f"{BASE}/svar/{link}/", error="m")
    wanted = np.array([list(row) for row in code.matrix], dtype=bool)
    page = pypdfium2.PdfDocument(letters.pdfs[0])[0].render(scale=8, grayscale=True)
    dark = page.to_numpy().reshape(page.height, page.width) < 128
    side = len(wanted)
    module = 40 / 25.4 * 72 * 8 / (side + 8)
    found = _find(dark, side, module)
    assert (found == wanted).all()


def _find(dark: np.ndarray, side: int, module: float) -> np.ndarray:
    """Look for the mark on the page: its first dark corner below the address, left of everything else."""
    left = round(25 / 25.4 * 72 * 8 + 4 * module)
    columns = dark[:, left + round(module * 0.5)]
    runs = np.flatnonzero(np.diff(columns.astype(int)) == 1)
    for top in runs:
        rows = np.round(top + 1 + (np.arange(side) + 0.5) * module).astype(int)
        across = np.round(left + (np.arange(side) + 0.5) * module).astype(int)
        if rows[-1] < len(dark) and dark[rows[:7], across[0]].all() and dark[rows[0], across[:7]].all():
            return dark[np.ix_(rows, across)]
    raise AssertionError("no mark on the page")


def test_one_letter_with_a_mark_for_each_leader(tmp_path: Path) -> None:
    """Inger, a leader without an address, gets one letter with two marks, each with the leader's name."""
    letters, key = _made(tmp_path, *CAST, INGER)
    assert letters.people == 2
    pages = pdf_text(letters.pdfs[0]).split("\f")
    (page,) = [" ".join(text.split()) for text in pages if "Inger" in text]
    assert "Kære Inger Ås" in page
    assert "Der er en QR-kode og en skreven kode til hver af dem." in page
    assert "Om dig selv som leder" in page
    assert "Om din leder Mads Holm" in page
    for link in _links(key, "inger").values():
        assert in_groups(link) in page


def test_everybody_may_get_a_letter(tmp_path: Path) -> None:
    """Bente may print letters to all, also to those who have an address, sorted by unit and name."""
    letters, _ = _made(tmp_path, everybody=True)
    assert letters.people == 5
    names = ("Mads Holm", "Karen Lund", "Omar Said", "Sofie Berg", "Ida Bro")
    heads = [page.strip().splitlines()[0] for page in pdf_text(letters.pdfs[0]).split("\f")]
    assert [head for head in heads if head in names] == list(names)


def test_many_letters_come_in_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More letters than one file takes: all of them are there, each person once, in the same order."""
    monkeypatch.setattr("fagspejl.mailing.services.letters.AT_ONCE", 2)
    letters, _ = _made(tmp_path, everybody=True)
    assert (letters.people, len(letters.pdfs)) == (5, 3)
    text = " ".join(_words(pdf) for pdf in letters.pdfs)
    names = ("Kære Mads Holm", "Kære Karen Lund", "Dear Omar Said", "Kære Sofie Berg", "Kære Ida Bro")
    places = [text.index(name) for name in names]
    assert places == sorted(places)


def test_nobody_to_write_to(tmp_path: Path) -> None:
    """Where everybody has an address there is no letter to make, and Bente is told."""
    with pytest.raises(NoLetters):
        _made(tmp_path, *CAST[:-1])


def test_obeys_every_rule_of_accessible_pdf(tmp_path: Path) -> None:
    """Whoever listens to a letter hears all of it: the file passes every machine-checked rule of PDF/UA-1."""
    letters, _ = _made(tmp_path, *CAST, INGER, everybody=True)
    assert pdf_ua_faults(letters.pdfs[0]) == []


def test_text_of_people_stays_text(tmp_path: Path) -> None:
    """A name that looks like a command of the typesetter is a name."""
    name = "#read(sys) *Omar* $x$ \\u{41}"
    letters, _ = _made(tmp_path, *CAST[:-1], f"omar;{name};;da;fam;;;medarbejder;;karen;;;;")
    assert f"Kære {name}" in _words(letters.pdfs[0])


def test_making_them_is_logged_without_a_link(tmp_path: Path) -> None:
    """The access log says that Bente made one letter, and holds neither name nor link."""
    letters, key = _made(tmp_path)
    entry = AccessEntry.objects.get(event="letters_made")
    assert (entry.actor_name, entry.facts) == ("Bente Kjær", {"people": 1, "everybody": False})
    (link,) = _links(key, "omar").values()
    assert link not in json.dumps(list(AccessEntry.objects.values_list("facts", "object")))
    assert io.BytesIO(letters.pdfs[0]).read(5) == b"%PDF-"
