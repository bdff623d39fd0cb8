"""Draw what stands in docs/how-to on files of other systems: a terminal, and page one of a report; `make pictures` is its door.

The terminal is text in an SVG, so that it can be searched and read aloud; the report is page one of a leader's PDF.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
EXPORT = "examples/systems/qualtrics/answers.csv"
_FAGSPEJL = Path(sys.executable).with_name("fagspejl")
_LINE, _LETTER, _EDGE = 20, 8.5, 16
_WIDTH = 680  # pixels of the report
_COLOURS = 48


def terminal(language: str) -> str:
    """Return an SVG of what the command says of the export."""
    command = ["answers", "recognise", EXPORT]
    said = subprocess.run(
        [_FAGSPEJL, *command, "--language", language],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    lines = [f"$ fagspejl {' '.join(command)}", *said.split("\n  - ")[0].rstrip().splitlines()]
    width = round(max(map(len, lines)) * _LETTER) + 2 * _EDGE
    height = len(lines) * _LINE + 2 * _EDGE
    text = "".join(
        f'<text x="{_EDGE}" y="{_EDGE + 14 + row * _LINE}" xml:space="preserve">{escape(line)}</text>\n'
        for row, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">\n'
        '<rect width="100%" height="100%" rx="6" fill="#1d2b33"/>\n'
        f'<g fill="#f2f5f6" font-family="IBM Plex Mono, DejaVu Sans Mono, Consolas, monospace" font-size="14">\n{text}</g>\n</svg>\n'
    )


def report(language: str, to: Path) -> None:
    """Make the reports of the export, and draw page one of the first leader's."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "reports"
        subprocess.run(
            [
                _FAGSPEJL,
                "report",
                f"--answers={EXPORT}",
                "--instrument=faglig-ledelse",
                f"--out={out}",
                "--formats=pdf",
                f"--language={language}",
                "--quiet",
                "--yes",
            ],
            cwd=ROOT,
            env={"FAGSPEJL_STATE": str(Path(folder) / "state")},
            check=True,
        )
        with pypdfium2.PdfDocument(min((out / "leaders").glob("*.pdf"))) as document:
            page = document[0]
            image = page.render(scale=_WIDTH / page.get_width()).to_pil()
        image.convert("RGB").quantize(_COLOURS).save(to, optimize=True)


def main() -> None:
    """Draw both, in both languages."""
    for language in ("da", "en"):
        (FOLDER / f"other-systems-{language}.svg").write_text(terminal(language), encoding="utf-8")
        report(language, FOLDER / f"other-systems-report-{language}.png")


if __name__ == "__main__":
    main()
