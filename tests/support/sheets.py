"""Papers as their readers read them: sheets with half of a key, and letters with links."""

from __future__ import annotations

import io
import re
import zipfile

import pypdfium2

from fagspejl.evaluation.keys.derivation import normalise_code

ROW = re.compile(r"^[12]:\s+((?:[a-z2-7]{4} ?){7})$", re.MULTILINE)
CODE = re.compile(r"\b(?:[a-z2-7]{4} ){6}[a-z2-7]{4}\b")  # of a letter: seven groups of four
HIDDEN = re.compile(r'name="(key|order)" value="([^"]+)"')  # what a page that waits for a sheet carries


def text_of(pdf: bytes) -> str:
    """The text of a paper's first page."""
    return pypdfium2.PdfDocument(io.BytesIO(pdf))[0].get_textpage().get_text_bounded().replace("\r", "")


def rows_of(pdf: bytes) -> str:
    """The two rows of a sheet as its holder would type them."""
    rows = ROW.findall(text_of(pdf))
    assert len(rows) == 2
    return "\n".join(rows)


def codes_in(paper: bytes) -> set[str]:
    """The personal links that a letter, or a ZIP file of letters, holds as codes to type."""
    if paper.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(paper)) as file:
            return {code for name in file.namelist() for code in codes_in(file.read(name))}
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(io.BytesIO(paper))]
    typed = CODE.findall(" ".join(pages))
    return {link for one in typed if (link := normalise_code(one)) is not None}
