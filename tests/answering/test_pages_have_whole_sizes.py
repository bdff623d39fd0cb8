"""The size of a page tells nobody on the way what was chosen or written: pages come in whole steps of 16 KiB."""

from __future__ import annotations

import pytest

from fagspejl.answering.padding import STEP, padded
from support.invited import open_round
from support.respondent import Respondent

pytestmark = pytest.mark.django_db


def test_every_page_after_the_button(monkeypatch: pytest.MonkeyPatch) -> None:
    """Form, review, receipt, the newer draft, deleting: each is a whole number of steps, and asks not to be packed."""
    link = open_round().ask("Sofie Lund", "Karen Holm")
    sofie, phone = Respondent(link).begin(), Respondent(link).begin()
    met = [(sofie.page, sofie.headers)]
    for path, chosen in (
        ("/svar/side/", {"u_dilemmas": "4", "k_works_well": "Æ" * 900}),
        ("/svar/gennemse/", {}),
        ("/svar/send/", {}),
    ):
        sofie.press(path, **chosen)
        met.append((sofie.page, sofie.headers))
    phone.press("/svar/side/", u_dilemmas="1")
    assert phone.status == 409
    sofie.send("/svar/slet/", sofie.fields("/svar/slet/"))
    met += [(phone.page, phone.headers), (sofie.page, sofie.headers)]
    sofie.send("/svar/slet/", {**sofie.fields("/svar/slet/"), "kryds": "ja"})
    met.append((sofie.page, sofie.headers))
    assert len({page for page, _ in met}) == 7
    for page, headers in met:
        assert len(page.encode()) % STEP == 0
        assert headers["Cache-Control"] == "no-store, no-transform"


def test_a_few_words_more_do_not_show() -> None:
    """Sofie's comment of ten letters and Omar's of three hundred make pages of one size."""
    asked = open_round()
    sizes = set()
    for name, length in (("Sofie Lund", 10), ("Omar Said", 300)):
        someone = Respondent(asked.ask(name, "Karen Holm")).begin()
        sizes.add(len(someone.press("/svar/gennemse/", k_works_well="a" * length).page.encode()))
    assert len(sizes) == 1


@pytest.mark.parametrize("size", [0, 1, STEP - 8, STEP - 7, STEP - 6, STEP, STEP + 1])
def test_step_is_filled_and_never_cut(size: int) -> None:
    """A page of any size is kept whole, and takes the fewest steps that hold it and the comment."""
    page = "x" * size
    whole = padded(page)
    assert whole.startswith(page)
    assert len(whole) % STEP == 0
    assert len(whole) - size < STEP + 8
