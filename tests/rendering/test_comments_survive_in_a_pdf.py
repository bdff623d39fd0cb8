"""What employees write in other scripts, or with emoji, can be read in the PDF, or the PDF says that it cannot."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest

from fagspejl.lib.wording import wording
from fagspejl.reporting.render.pdf import PdfWriter
from fagspejl.web import inline
from rendering import sample_pages
from support.pdf import pdf_text, pdf_ua_faults

WORDS = wording("da", "fagspejl.web.words")
UNSHOWN, ABOUT = WORDS.say("printed.unshown"), WORDS.say("printed.about_unshown")
MEGABYTE = 1 << 20


def pdf_with(*comments: str) -> bytes:
    page = sample_pages.karens_report()
    assert page.comments is not None
    group, *_ = page.comments.groups
    question = replace(group.questions[0], texts=comments)
    told = replace(page.comments, groups=(replace(group, questions=(question,)),))
    return PdfWriter(date(2026, 3, 14)).render(replace(page, comments=told))


def signs(text: str) -> set[str]:
    return {sign for sign in unicodedata.normalize("NFKC", text) if not sign.isspace()}


@pytest.mark.parametrize(
    "comment",
    [
        "Más claridad, façon Łódź ę ő ẽ",
        "Σας ευχαριστώ πολύ",
        "Спасибо большое, очень помогло",
        "أشكر المديرة على وضوحها",
        "Godt 😊 👍 🎉 ❤",
    ],
)
def test_signs_of_a_comment_are_drawn(comment: str) -> None:
    """Omar writes as he writes at home, and Karen's PDF shows every sign of it and asks for no excuse."""
    pdf = pdf_with(comment)
    shown = pdf_text(pdf)
    assert signs(comment) <= signs(shown)
    assert "\ufffd" not in shown
    assert UNSHOWN not in shown
    assert pdf_ua_faults(pdf) == []


def test_other_scripts_are_named_under_one_sentence() -> None:
    """Sofie's colleague writes a Chinese sentence and an Indian one; each is named once, under one sentence."""
    pdf = pdf_with("漢字 は、 とても。", "Tak, हिन्दी में टिप्पणी, siger jeg")
    shown = " ".join(pdf_text(pdf).split())
    assert shown.count(UNSHOWN) == 2
    assert f"Tak, {UNSHOWN}, siger jeg" in shown
    assert shown.count(ABOUT) == 1
    assert "\ufffd" not in shown
    assert pdf_ua_faults(pdf) == []


def test_fonts_are_light_and_licensed() -> None:
    """Per installs the program and gets no more than two megabytes of fonts, with the licence of each beside them."""
    files = [path for path in inline.FONTS.iterdir() if path.suffix in {".ttf", ".woff2"}]
    assert sum(path.stat().st_size for path in files) <= 2 * MEGABYTE
    licence = (inline.FONTS / "OFL.txt").read_text(encoding="utf-8")
    for family in {path.stem.partition("-")[0] for path in files}:
        spaced = "".join(f" {sign}" if sign.isupper() else sign for sign in family).strip()
        assert spaced in licence
