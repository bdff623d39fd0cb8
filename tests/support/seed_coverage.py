"""Every point of the two source texts, and where a user can do it: the list, and the document that is made of it.

PYTHONPATH=tests:tests/journeys python tests/journeys/seed_coverage.py > docs/reference/seed-coverage.md
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "reference" / "seed-coverage.md"
LIST: dict[str, Any] = tomllib.loads((ROOT / "tests/journeys/bullets.toml").read_text("utf-8"))
HEAD = """\
# What the two texts ask, and where it is done

Made of `tests/journeys/bullets.toml`; a test compares the two, logs in as the person named, opens the page in the demo and
finds there what stands in the last column but one (`tests/journeys/test_every_bullet_is_on_a_page.py`).

A: the theme sheet "Faglig ledelse" of Den fællesoffentlige ledelsesevaluering, whose stem and five statements are a tested
instrument and stand word for word. B: the course presentation "Ledelse af fagprofessionelle" by Nanna Mik-Meyer and Anne Mette
Møller, 24 February 2026. All other points are said in our own words. T1 to T11 are the tools of the
[workspace](../explanation/workspace.md).
"""


def sections() -> dict[str, int]:
    """Return how many points of the list each part of the texts has."""
    return dict(Counter(one["section"] for one in LIST["bullets"]))


def document() -> str:
    """Return the document."""
    lines, section = [HEAD], ""
    for one in LIST["bullets"]:
        if one["section"] != section:
            section = one["section"]
            head = "| | the point | tool | who | page | what stands there | tests |\n|---|---|---|---|---|---|---|"
            lines.append(f"\n## {section}\n\n{head}")
        name, _, more = one["page"].partition(" > ")
        page = name + (f": {more}" if more else "")
        cells = (one["id"], one["says"], one["tool"], one["who"], page, one["find"], f"`{one['test']}`")
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(document(), end="")
