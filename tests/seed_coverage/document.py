"""docs/reference/seed-coverage.md, made from the bullets: `PYTHONPATH=tests python tests/seed_coverage/document.py`."""

from __future__ import annotations

from seed_coverage.bullets import DOCUMENT, THE_TEST, Bullet, Place, bullets, places, sections

_HEAD = f"""# Every bullet of the two source texts, and where a user meets it

Made from `tests/seed_coverage/bullets.toml`; `{THE_TEST}` logs in as the role named, walks to each page of the
demo and finds what stands in quotation marks there. A bullet without a page fails, and so does one that
is missing: how many each part of the sources holds was counted in them and is kept with the bullets.

- **A** is »Faglig ledelse«, material of the public sector's shared leadership evaluation (Den fællesoffentlige
  ledelsesevaluering).
- **B** is »Ledelse af fagprofessionelle«, slides of Nanna Mik-Meyer and Anne Mette Møller, 24 February 2026.

The stem and the five statements stand as the source has them. Everything else is our own short wording. A sentence that says
or asks two things is two bullets; headings, and the line that points to the next page, are none. Pages are named as in
[who gets what at every address](access-matrix.md). T1 to T11 are the tools of the [workspace](../explanation/workspace.md):
T1 judgement exercise, T2 quality picture, T3 agreements, T4 case sparring, T5 load levels, T6 upward note, T7 responsibility
map, T8 competence picture, T9 reflection, T10 course room, T11 relief round.
"""


def as_markdown() -> str:
    """Return the whole document."""
    lines = [_HEAD, f"{len(bullets())} bullets: {_of('A')} of A, {_of('B')} of B.", ""]
    for section in sections():
        lines += [
            f"## {section.code}: {section.en} ({section.da})",
            "",
            "| | bullet | tool | who, page | stands there | tests |",
            "|---|---|---|---|---|---|",
            *(_row(one) for one in bullets() if one.section == section.code),
            "",
        ]
    return "\n".join(lines)


def _of(source: str) -> int:
    return sum(one.code.startswith(source) for one in bullets())


def _row(bullet: Bullet) -> str:
    said = f"»{bullet.da}« (as in the source)" if bullet.word_for_word else f"{bullet.da}<br>*{bullet.en}*"
    seen = [(places()[name], finds) for name, finds in bullet.seen.items()]
    where = "<br>".join(_where(place) for place, _ in seen)
    stands = "<br>".join(f"»{one}«" for _, finds in seen for one in finds)
    tests = "<br>".join(f"`{one.removeprefix('tests/')}`" for one in bullet.tests)
    return f"| {bullet.code} | {said} | {bullet.tool} | {where} | {stands} | {tests} |"


def _where(place: Place) -> str:
    return f"{place.told}: `{place.page}`"


if __name__ == "__main__":
    DOCUMENT.write_text(as_markdown(), encoding="utf-8")
