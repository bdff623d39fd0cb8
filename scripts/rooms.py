"""Draw the rooms from the import contract into docs/explanation/rooms.svg, with what each says it knows.

python scripts/rooms.py            write the picture
python scripts/rooms.py --check    exit code 1 if the picture in the repository is not the one that would be written
"""

from __future__ import annotations

import ast
import configparser
import re
import sys
import textwrap
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "explanation" / "rooms.svg"
WIDTH, LEFT, GAP, LINE, TOP = 960, 40, 12, 16, 64
CHARACTERS_PER_PIXEL = (
    0.145  # of the small text, measured generously: no browser's font may run out of its box
)


def layers() -> list[list[str]]:
    """Return the rooms that exist, high to low; rooms of one layer stand side by side."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter", encoding="utf-8")
    lines = contract["importlinter:contract:rooms"]["layers"].split("\n")
    named = [[name.strip(" ()") for name in re.split(r"[|:]", line) if name.strip()] for line in lines]
    return [present for line in named if (present := [room for room in line if _front(room).is_file()])]


def knows(room: str) -> str:
    """Return the sentence in which a room says what it knows and what it never knows."""
    told = ast.get_docstring(ast.parse(_front(room).read_text(encoding="utf-8"))) or ""
    sentence = re.search(r"Knows .*?\.(?=\s|$)", " ".join(told.split()))
    return sentence.group() if sentence else ""


def picture() -> str:
    """Return the drawing: one row a layer, arrows only downwards."""
    rows, y = [], TOP
    for layer in layers():
        width = (WIDTH - 2 * LEFT - GAP * (len(layer) - 1)) / len(layer)
        told = [textwrap.wrap(knows(room), int((width - 24) * CHARACTERS_PER_PIXEL)) for room in layer]
        height = 34 + LINE * max(map(len, told))
        for place, (room, lines) in enumerate(zip(layer, told, strict=True)):
            rows.append(_box(room, lines, LEFT + place * (width + GAP), y, width, height))
        y += height + GAP
    title = "The rooms of Fagspejl, high to low: imports run only downwards"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 12}" role="img" '
            'font-family="IBM Plex Sans, sans-serif" font-size="13" fill="#1a1a1a">',
            f"<title>{title}</title>",
            f'<rect width="{WIDTH}" height="{y + 12}" fill="#ffffff"/>',
            f'<text x="{LEFT}" y="36" font-size="18" font-weight="600">{title}</text>',
            f'<path d="M20 {TOP} V{y - 20} m-5 -8 l5 8 l5 -8" fill="none" stroke="#1a1a1a" stroke-width="1.5"/>',
            *rows,
            "</svg>\n",
        ]
    )


def _box(room: str, lines: list[str], x: float, y: float, width: float, height: float) -> str:
    door = room == "disclosure"
    fill, stroke = ("#fff3d6", "#8a6100") if door else ("#f2f6fa", "#5b7083")
    name = f"{room}: THE DOOR" if door else room
    told = "".join(
        f'<text x="{x + 12:g}" y="{y + 40 + LINE * number:g}" font-size="12">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="4" fill="{fill}" stroke="{stroke}"/>'
        f'<text x="{x + 12:g}" y="{y + 22:g}" font-weight="600">{escape(name)}</text>{told}'
    )


def _front(room: str) -> Path:
    return ROOT / "src" / "fagspejl" / room / "__init__.py"


def main() -> int:
    """Write the picture, or say whether it is up to date."""
    if sys.argv[1:] == ["--check"]:
        if PICTURE.is_file() and PICTURE.read_text(encoding="utf-8") == picture():
            return 0
        print("docs/explanation/rooms.svg is not up to date: python scripts/rooms.py", file=sys.stderr)
        return 1
    PICTURE.write_text(picture(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
