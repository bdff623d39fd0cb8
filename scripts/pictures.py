"""Draw the reports of ten leaders at the edges (scripts/edge_leaders.py) into docs/pictures; `make pictures` is its door.

The first screen of each report at 360, 768 and 1280 px, and page one of its PDF; docs/explanation/pictures.md shows them
with what can be read on each, taken from the released figures. Needs Chromium (scripts/chromium.sh) and the packages of
requirements/test.in.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import edge_leaders
import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
FOLDER, PAGE = ROOT / "docs" / "pictures", ROOT / "docs" / "explanation" / "pictures.md"
SCREENS = {360: 740, 768: 1024, 1280: 800}
MOST_BYTES = 150_000
_PAPER = "A4"


def reports(folder: Path, formats: str = "html,pdf,json", language: str = "da") -> Path:
    """Make the reports of both years as a planner would; returns the folder of the later ones."""
    out = folder / "none"
    for year in edge_leaders.YEARS:
        given, earlier = folder / str(year), out / "release.json"
        out = folder / f"reports-{year}"
        edge_leaders.write(given, year)
        files = [f"--{name}={given / name}.csv" for name in ("answers", "leaders")]
        previous = [f"--previous={earlier}"] if earlier.exists() else []
        subprocess.run(
            [
                Path(sys.executable).with_name("fagspejl"),
                "report",
                *files,
                *previous,
                f"--mapping={given / 'mapping.toml'}",
                f"--instrument={edge_leaders.INSTRUMENT}",
                f"--out={out}",
                f"--formats={formats}",
                f"--language={language}",
                "--quiet",
            ],
            env={**os.environ, "FAGSPEJL_STATE": str(folder / "state")},
            check=True,
        )
    return out


def told(release: dict[str, Any], edge: edge_leaders.Edge, view: str) -> str:
    """Return the words for somebody who cannot see a picture: whose report, which screen, and the released score."""
    score = next(
        row
        for row in release["figures"]
        if row.get("leader") == edge.id and row["kind"] == "theme" and row["perspective"] == "employee"
    )
    if score["status"] != "shown":
        said = "no answers of employees are shown"
    elif score["code"] is not None:
        said = "the employees' score is told in words, not as a number"
    else:
        said = f"the {score['n']} employees' score is {score['value']} of 5"
    return f"{edge.shows.capitalize()}, {view}: in the report of {edge.name}, {said}."


def screen(browser: str, page: Path, width: int, height: int, to: Path) -> None:
    """Take what somebody sees who opens the page at that size."""
    # Chromium's window is never narrower than 500 px: a narrow page is shown inside a wider one.
    with tempfile.TemporaryDirectory() as name:
        frame = Path(name) / "frame.html"
        frame.write_text(
            f'<body style="margin:0"><iframe src="{page.as_uri()}" style="border:0" width="{width}" height="{height}">'
        )
        shot = [f"--window-size={max(width, 500)},{height}", f"--screenshot={to}", frame.as_uri()]
        flags = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--allow-file-access-from-files",
        ]
        subprocess.run([browser, *flags, *shot], check=True, capture_output=True, timeout=120)
    with Image.open(to) as taken:
        small(taken.crop((0, 0, width, height)), to)


def small(picture: Image.Image, to: Path) -> None:
    """Keep a picture in few colours. Raises SystemExit over MOST_BYTES."""
    picture.convert("RGB").quantize(48).save(to, optimize=True)
    if to.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{to.name} has {to.stat().st_size:,} bytes, at most {MOST_BYTES:,}")


def draw(out: Path) -> None:
    """Draw every picture and write the page that shows them."""
    browser = subprocess.run(
        ["sh", ROOT / "scripts" / "chromium.sh"], check=True, capture_output=True, text=True
    ).stdout.strip()
    release = json.loads((out / "release.json").read_text(encoding="utf-8"))
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("edge-*.png"):
        old.unlink()
    lines = [_HEAD]
    for number, edge in enumerate(edge_leaders.EDGES, 1):
        files = out / "leaders" / f"{number:02}-{edge.id}.html"
        lines.append(
            f"\n## {edge.shows.capitalize()}\n\n{edge.name}, {edge.answered} of {edge.asked} employees.\n"
        )
        for width, height in SCREENS.items():
            to = FOLDER / f"edge-{edge.id}-{width}.png"
            screen(browser, files, width, height, to)
            lines.append(f"![{told(release, edge, f'{width} px wide')}](../pictures/{to.name})")
        to = FOLDER / f"edge-{edge.id}-{_PAPER}.png"
        with pypdfium2.PdfDocument(files.with_suffix(".pdf")) as paper:
            small(paper[0].render(scale=1.1).to_pil(), to)
        lines.append(f"![{told(release, edge, f'page one on {_PAPER}')}](../pictures/{to.name})")
        print(edge.name, flush=True)
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


_HEAD = """# Ten leaders at the edges

What a report shows where there is least to show, or most to explain. Everybody is invented; `make pictures` draws them
anew from [scripts/edge_leaders.py](../../scripts/edge_leaders.py). Each picture is the first screen of a report, or page one
of its PDF."""


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="fagspejl-pictures-") as made:
        draw(reports(Path(made)))
