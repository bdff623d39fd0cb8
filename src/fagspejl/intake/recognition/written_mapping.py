"""A mapping written from what was understood of a file, with comments that say why. Read back, it gives the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from fagspejl.analysis.types import Missing, Perspective
from fagspejl.instrument.types import Instrument
from fagspejl.intake.mapping.types import FileMapping, answer_columns
from fagspejl.intake.recognition.labels import codes_of
from fagspejl.intake.recognition.types import Understanding
from fagspejl.intake.sentences import WORDS
from fagspejl.intake.vocabulary import BLANK, PERSPECTIVE_NAMES
from fagspejl.lib.language import Language
from fagspejl.lib.sameness import normal
from fagspejl.lib.wording import Wording, wording

_UNSAID: Final = {-int(Missing.DONT_KNOW): "ved_ikke", -int(Missing.NO_DISCLOSE): "oensker_ikke", BLANK: ""}
_ANSWER: Final = "?"  # what stands where a person must say something first: no reader takes it
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def mapping_text(found: Understanding, instrument: Instrument, language: Language) -> str:
    """Return the mapping as TOML. What nobody has said yet stands in it as "?", so that it is asked for once more."""
    writer = _Writer(found, instrument, wording(language, WORDS))
    parts = ("\n".join(part) for part in writer.parts())
    return "\n\n".join(part for part in parts if part) + "\n"


class _Writer:
    def __init__(self, found: Understanding, instrument: Instrument, words: Wording) -> None:
        self._found, self._instrument, self._words = found, instrument, words
        self._mapping: FileMapping = found.mapping
        self._open = {question.option for question in found.questions}

    def parts(self) -> Iterator[list[str]]:
        """Yield the tables in the order a person reads them."""
        yield [self._comment("head", file=self._found.table.file)]
        yield list(self._sheet())
        yield list(self._shape())
        yield list(self._columns())
        yield list(self._scale())
        yield list(self._constants())
        yield list(self._values())
        yield list(self._rows())
        yield list(self._leaders())
        yield list(self._round())

    def _comment(self, key: str, **facts: object) -> str:
        text = self._words.say(f"mapping_file.{key}", **facts)
        return f"# {' '.join(text.splitlines())}"

    def _sheet(self) -> Iterator[str]:
        name, rows = self._mapping.sheet, self._mapping.heading_rows
        if not name and rows in ((), (1,)) and self._mapping.shape is None:
            return
        yield "[sheet]"
        if name:
            yield f"name = {_text(name)}"
        if rows:
            yield f"heading_row = {rows[0] if len(rows) == 1 else list(rows)}"

    def _shape(self) -> Iterator[str]:
        shape = self._mapping.shape
        if shape is None:
            return
        yield self._comment("shape")
        yield "[shape]"
        yield f"kind = {_text(shape.kind)}"
        yield from (
            f"{key} = {_text(text)}" for key in ("form", "statement") if (text := getattr(shape, key))
        )
        yield from (
            f"{key} = [{', '.join(map(_text, texts))}]"
            for key in ("answers", "apart")
            if (texts := getattr(shape, key))
        )
        for leader, columns in shape.leaders.items():
            yield f"\n[shape.leaders.{_text(leader)}]"
            yield from (f"{ours} = {_text(heading)}" for ours, heading in columns.items())

    def _columns(self) -> Iterator[str]:
        yield "[columns]"
        columns = {column.ours: column for column in self._found.columns if column.ours}
        ours = answer_columns(self._instrument)
        forms = self._mapping.answers.forms
        theirs = {name: column.heading for name, column in columns.items()} | dict(
            self._mapping.answers.theirs
        )
        for name in ours:
            if name in forms:
                yield f"{name} = [{', '.join(map(_text, forms[name]))}]"
            elif name in theirs:
                why = columns[name].why if name in columns else "told"
                yield f"{name} = {_text(theirs[name])}  {self._why(why or 'told')}"
            elif name == "leader":
                yield f"{name} = {_text(_ANSWER)}  {self._likely_leader()}"
            elif name not in ("perspective", "person"):
                yield f"# {name} = {_text(_ANSWER)}  {self._comment('missing')}"
        aside = [column.heading for column in self._found.columns if not column.ours and column.heading]
        if aside:
            yield self._comment("aside", names=", ".join(map(_text, aside)))

    def _likely_leader(self) -> str:
        facts = (dict(question.facts) for question in self._found.questions)
        likely = next((told["heading"] for told in facts if "heading" in told), "")
        return self._comment("likely", name=_text(likely)) if likely else self._comment("missing")

    def _why(self, why: str) -> str:
        return f"# {self._words.say(f'played.why.{why}')}"

    def _scale(self) -> Iterator[str]:
        if self._mapping.direction is not None:
            yield "[scale]"
            yield f"direction = {_text(self._mapping.direction)}"
        elif "--scale-direction" in self._open:
            yield "[scale]"
            yield self._comment("direction")
            yield f"direction = {_text(_ANSWER)}"

    def _constants(self) -> Iterator[str]:
        who = self._mapping.perspectives
        if self._mapping.perspective is not None:
            yield "[constants]"
            yield f"perspective = {_text(PERSPECTIVE_NAMES[self._mapping.perspective])}"
        elif who:
            yield "[constants]"
            yield f"perspective = [{', '.join(_text(PERSPECTIVE_NAMES[one]) for one in who)}]"
        elif "--perspective" in self._open:
            yield "[constants]"
            yield self._comment("perspective")
            yield f"perspective = {_text(_ANSWER)}"

    def _values(self) -> Iterator[str]:
        general = dict(self._mapping.item_values)
        texts = {normal(label.text): label.text.strip() for label in self._found.labels if not label.item}
        for label in self._found.labels:
            if not label.item:
                general.setdefault(normal(label.text), label.code)
        if general:
            yield "[values.items]"
            for key, code in sorted(general.items(), key=lambda one: (one[1] < 0, one[1])):
                yield f"{_text(texts.get(key, key))} = {self._code(code)}"
        if self._mapping.perspective_values:
            yield ""
            yield "[values.perspective]"
            for key, who in self._mapping.perspective_values.items():
                yield f"{_text(key)} = {_text(_perspective(who))}"
        for item, codes in self._mapping.column_values.items():
            own = {key: code for key, code in codes.items() if code >= BLANK and general.get(key) != code}
            if own and own != self._directed():
                yield ""
                yield f"[values.columns.{item}]"
                yield from (f"{_text(key)} = {self._code(code)}" for key, code in own.items())

    def _directed(self) -> Mapping[str, int]:
        direction = self._mapping.direction
        return {} if direction is None else codes_of(direction, self._instrument.scale)

    def _code(self, code: int) -> str:
        return str(code + self._instrument.scale.lo - 1) if code > 0 else _text(_UNSAID[code])

    def _rows(self) -> Iterator[str]:
        if self._mapping.reads_hidden:
            yield "[rows]"
            yield 'hidden = "read"'
        for rule in self._mapping.leave_out:
            yield ""
            yield "[[rows.leave_out]]"
            yield f"column = {_text(rule.column)}"
            yield f"{'is_not' if rule.unless else 'is'} = [{', '.join(map(_text, sorted(rule.values)))}]"
            yield f"reason = {_text(rule.reason)}"

    def _leaders(self) -> Iterator[str]:
        if self._mapping.leaders.theirs:
            yield "[leaders.columns]"
            yield from (f"{ours} = {_text(theirs)}" for ours, theirs in self._mapping.leaders.theirs.items())

    def _round(self) -> Iterator[str]:
        told = self._mapping.round
        facts = {
            "title": told.title,
            "organisation": told.organisation,
            "report_readers": told.report_readers,
        }
        lines = [f"{key} = {_text(value)}" for key, value in facts.items() if value]
        lines += [f"{key} = {day}" for key, day in (("from", told.opened), ("to", told.closed)) if day]
        if lines:
            yield "[round]"
            yield from lines


def _perspective(code: int) -> str:
    return PERSPECTIVE_NAMES[Perspective(code)]


def _text(text: str) -> str:
    """Return a TOML string on one line, whatever stands in it."""
    signs = (_ESCAPES.get(sign, sign if sign.isprintable() else f"\\U{ord(sign):08x}") for sign in text)
    return f'"{"".join(signs)}"'
