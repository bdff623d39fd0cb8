"""What somebody with a ruler reads off each drawing: the three answers, from the shapes and letters of the SVG alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from statistics import median
from typing import Final
from xml.etree import ElementTree

_SVG: Final = "{http://www.w3.org/2000/svg}"
_NO: Final = {"da": "nej", "en": "no"}
_YES: Final = {"da": "ja", "en": "yes"}
Answers = tuple[str, str, str]


def read_off(name: str, svg: str, language: str) -> Answers:
    """Return the answers to the three questions of a picture, as they are read off its drawing."""
    return _READS[name](svg, language)


def _texts(svg: str, kind: str) -> list[str]:
    """The texts of one kind of label, in the order in which they stand."""
    found = re.findall(rf"<text[^>]*{kind}[^>]*>(.*?)</text>", svg)
    return [unescape(re.sub(r"<.*?>", "", one)).replace("\u00a0", " ") for one in found]


def _scale(svg: str) -> tuple[float, float]:
    """Where 0 stands on the first numbered axis, and how far one step is."""
    places = {
        int(text): float(x)
        for x, text in reversed(re.findall(r'<text x="([\d.]+)" y="[\d.]+">(\d+)</text>', svg))
    }
    return places[0], (places[10] - places[0]) / 10


def _values(svg: str) -> list[list[int]]:
    """The answers of each group of dots, by where they stand."""
    zero, step = _scale(svg)
    groups = re.findall(r'<g class="dp-dots[^>]*data-block.*?</g>', svg)
    return [
        [round((float(x) - zero) / step) for x in re.findall(r'<use[^>]* x="([\d.]+)"', one)]
        for one in groups
    ]


def _dots(svg: str, language: str) -> Answers:
    experienced, new = _values(svg)
    middle = median(experienced)
    lower = _YES if any(value < middle for value in new) else _NO
    return str(sum(value >= 8 for value in new)), f"{middle:g}", lower[language]


def _choices(svg: str, _language: str) -> Answers:
    counts = [one.count("<use") for one in re.findall(r'<g class="dp-option".*?</g>', svg)]
    names = _texts(svg, 'class="dp-pole"')
    return names[counts.index(max(counts))], str(counts[0]), str(sum(counts))


def _quality(svg: str, _language: str) -> Answers:
    root = ElementTree.fromstring(svg)
    zero, step = _scale(svg)
    groups = [one for one in _texts(svg, 'class="dp-word"') if one][:2]
    read: dict[tuple[int, str], list[int]] = {}
    for part in root.iter(f"{_SVG}g"):
        if part.get("class") == "dp-statement":
            for side in part:
                if side.get("class") in ("dp-importance", "dp-practice"):
                    shapes = [one for one in side if one.get("href") in ("#r-0", "#r-1")]
                    told = {
                        str(one.get("href")): round((float(str(one.get("x"))) - zero) / step)
                        for one in shapes
                    }
                    read[int(str(part.get("data-item"))), str(side.get("class"))] = [
                        told["#r-0"],
                        told["#r-1"],
                    ]
    written, called = read[0, "dp-practice"], read[1, "dp-importance"]
    return str(written[1]), str(called[1]), groups[written.index(max(written))]


def _line(svg: str, _language: str) -> Answers:
    rows = [
        [int(value) for value in re.findall(r'class="ap-dot" data-value="(\d+)"', one)]
        for one in svg.split('<g class="ap-row"')[1:]
    ]
    names = [one for one in _texts(svg, 'font-weight="600"') if one]
    apart = [max(row) - min(row) for row in rows]
    return names[apart.index(min(apart))], str(len(rows[0])), str(sum(value >= 8 for value in rows[0]))


def _coverage(svg: str, _language: str) -> Answers:
    tasks = svg.split('<path d="M0 ')[1:]
    names = [_texts(one, 'font-weight="600"') for one in tasks]
    thin = next(one[0] for one in names if len(one) > 1)
    return str(tasks[1].count('class="lp-full"')), str(tasks[1].count('class="lp-wants"')), thin


def _holders(svg: str, _language: str) -> Answers:
    groups = [re.sub(r"<text.*?</text>", "", one) for one in re.findall(r'<g class="hp-option".*?</g>', svg)]
    counts = [one.count("<circle") for one in groups]
    head = [one.strip() for one in re.findall(r"\d+\s+([^\d]+)", _texts(svg, 'class="hp-key"')[0])]
    wide = len(head)
    ought = counts[wide : 2 * wide]
    return str(counts[wide - 1]), head[ought.index(max(ought))], str(counts[2 * wide])


def _placing(svg: str, _language: str) -> Answers:
    tasks = svg.split('<path d="M0 ')[1:]
    names = [_texts(one, 'font-weight="600"')[0] for one in tasks]
    cells = [
        [text for text in _texts(one, 'text-anchor="middle"') if re.fullmatch(r"\d+|–", text)]
        for one in tasks
    ]
    counts = [[0 if text == "–" else int(text) for text in one] for one in cells]
    split = [sorted(one[:3])[-2] for one in counts]  # on yellow: how many chose what comes second
    return str(counts[0][5]), names[split.index(max(split))], str(counts[1][3])


def _load(svg: str, _language: str) -> Answers:
    yielded = [one.replace(",", " ").split() for one in _texts(svg, 'class="lp-yielded"')]
    return (
        str(svg.count('class="lp-red"')),
        str(sum("3" in one for one in yielded)),
        str(svg.count('class="lp-none"')),
    )


def _life(svg: str, _language: str) -> Answers:
    found = re.findall(
        r'data-side="(\w+)" data-first="(\d+)" data-last="\d+" data-yes="(\d+)" data-n="(\d+)"', svg
    )
    sides: dict[str, list[tuple[int, int]]] = {"doer": [], "receiver": []}
    for side, _, yes, n in sorted(found, key=lambda one: int(one[1])):
        sides[side].append((int(yes), int(n)))
    weeks = [text for text in _texts(svg, 'text-anchor="middle"') if re.fullmatch(r"\d\d", text)]
    seen = [yes / n for yes, n in sides["receiver"]]
    over = all(a / b > c / d for (a, b), (c, d) in zip(sides["doer"], sides["receiver"], strict=True))
    names = _texts(svg, 'class="lp-word"')
    return str(sides["doer"][-1][0]), weeks[seen.index(max(seen))], names[0 if over else 1]


def _indicator(svg: str, language: str) -> Answers:
    points = re.findall(
        r'data-first="(\d+)" data-last="\d+" data-count="(\d+)" data-of="\d+" x="([\d.]+)"', svg
    )
    line = re.search(r'class="ip-decided" d="M([\d.]+)', svg)
    assert line is not None
    before = sum(float(x) < float(line[1]) for _, _, x in points)
    weeks = [text for text in _texts(svg, 'text-anchor="middle"') if re.fullmatch(r"\d\d", text)]
    counts = Counter({int(place): int(count) for place, count, _ in points})
    no_proof = "ikke bevis" in svg or "no proof" in svg
    return str(before), weeks[counts.most_common(1)[0][0]], (_NO if no_proof else _YES)[language]


def _pull(svg: str, language: str) -> Answers:
    pairs = svg.split("<g data-pair=")[1:]
    arrows = [dict(re.findall(r'data-side="(\w+)" data-tenths="(\d+)"', one)) for one in pairs]
    names = _texts(pairs[0], 'class="pp-name"')
    more = names[0] if int(arrows[0]["left"]) > int(arrows[0]["right"]) else names[1]
    return more, (_YES if "left" in arrows[1] else _NO)[language], arrows[1]["right"]


def _weeks(svg: str, _language: str) -> Answers:
    marks = re.findall(r'class="wp-(looked|touched)" cx="([\d.]+)"', svg)
    last = max(float(x) for _, x in marks)
    numbers = {
        float(x): text for x, text in re.findall(r'<text x="([\d.]+)"[^>]*text-anchor="middle">(\d+)', svg)
    }
    nearest = min(numbers, key=lambda x: abs(x - last))
    return str(len(marks)), str(sum(kind == "looked" for kind, _ in marks)), numbers[nearest]


def _board(svg: str, _language: str) -> Answers:
    cells = svg.split('<rect class="cp-cell')[1:]
    names = [unescape(re.sub(r"<.*?>", "", re.findall(r"<text[^>]*>(.*?)</text>", one)[0])) for one in cells]
    counts = [one.count("<use") for one in cells]
    left = min(re.findall(r'x="([\d.]+)"', one)[0] for one in cells)
    below = [
        count for count, one in zip(counts, cells, strict=True) if re.findall(r'x="([\d.]+)"', one)[0] == left
    ]
    return names[counts.index(max(counts))], names[counts.index(0)], str(sum(below))


_READS: Final[dict[str, Callable[[str, str], Answers]]] = {
    "dots": _dots,
    "choices": _choices,
    "quality": _quality,
    "line": _line,
    "coverage": _coverage,
    "holders": _holders,
    "placing": _placing,
    "load": _load,
    "life": _life,
    "indicator": _indicator,
    "pull": _pull,
    "weeks": _weeks,
    "board": _board,
}
