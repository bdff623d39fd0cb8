"""The table of suggestions as docs/reference/next-step.md prints it.

Run this file to print the document: `PYTHONPATH=tests python tests/next_step/table.py > docs/reference/next-step.md`.
"""

from __future__ import annotations

from fagspejl.reporting.pages.next_step.suggestion import BOSS, HIGH, LOW, MOST, RULES, STEPS, Rule
from fagspejl.reporting.pages.next_step.words import step_words

PATTERNS = {
    "quality_low_apart": "statement 1 is low, and the report says that they see the theme in divided ways",
    "quality_low_unknown": "statement 1 is low, and the report says nothing of how alike they see the theme",
    "quality_low": "statement 1 is low, and they see the theme alike or with some spread",
    "quality_leader_above": "statement 1: the leader's own answer is at least a whole step above theirs",
    "quality_high": "statement 1 is high, and they see the theme alike or with some spread",
    "dilemmas_low": "statement 2 is low",
    "follow_up_low": "statement 3 is low",
    "dialogue_low": "statement 4 is low",
    "development_low": "statement 5 is low",
    "two_groups": "any statement is neither low nor high, and they see the theme in divided ways",
    "withheld": "nothing of their answers is shown",
    "other_theme": "a theme of other statements, or on another scale",
    "boss_differs": "the leader and her own leader are far apart on the theme",
}

_HEAD = """# From what a report shows to a suggested next step

Printed from `reporting/pages/next_step/suggestion.py` by `tests/next_step/table.py`; a test holds the two together.

A report suggests and never diagnoses: at most {most} choices, each with the time it takes and one sentence of why, beside
"Vælg selv" and "Ikke nu". The rules read printed values alone, never comments.

- *Low* is an average of {low} or less, *high* one of {high} or more. Where the number itself is not printed, both ends of
  the part that is printed must say so.
- *They* are the leader's employees; the leaders under her where she has no employees whose answers are shown; never peers.
- *Far apart* on the theme is {boss} or more; where she has several leaders, the one farthest away counts.
- The leader's own answer is compared as on the first page: not where too few answered, nor where they see the theme in
  divided ways.
- What fires is ordered by the statement's average, the lowest first (where no number is printed, by the upper end); ties
  stand as the questionnaire has them, then as below. Rules about a whole theme come after rules about a statement.
- A rule fires once, for the statement of the lowest average. The same sheet for the same statement is offered once.
- *Then* is offered when the first has led to something. What stands in brackets is the leader's own private tick.

The five statements are those of `faglig-ledelse`, in its order. What is suggested is offered as its printed sheet, and to the
leader herself as a page where the workspace has one (`workspace/home/tools.py`).

| reason | pattern | first | minutes | then |
|---|---|---|---|---|
"""

_SHEETS = """
## The sheets

One page each, in Danish and English, printed or shown on a screen: on the web below `/rapport/<part_id>/skridt/`, from files in
`next-step.html` and `next-step.pdf` beside the reports, with `next-step.ics` where the closing date is known: four weeks
after it, at nine, on a working day. Sheets hold the statements word for word and no figure of any report. A meeting
ends by choosing: an agreement, a trial, a difference that is accepted, or something to take upwards; the relief round
ends in nothing.

| sheet | Danish | minutes of its steps | in all |
|---|---|---|---|
"""


def as_markdown() -> str:
    """Return the document."""
    words, danish = step_words("en"), step_words("da")
    head = _HEAD.format(most="two", low=LOW / 10, high=HIGH / 10, boss=BOSS / 10)
    assert MOST == 2

    def then(rule: Rule) -> str:
        told = [
            f"`{one.sheet}`" + (f" ({words.say(f'tick.{one.tick}')})" if one.tick else "")
            for one in rule.then
        ]
        return ", ".join(told) or "nothing"

    lines = [
        f"| `{rule.reason}` | {PATTERNS[rule.reason]} | `{rule.sheet}` | {sum(STEPS[rule.sheet])} | {then(rule)} |\n"
        for rule in RULES
    ]
    sheets = [
        f"| `{name}`: {words.say(f'sheet.{name}.title')} | {danish.say(f'sheet.{name}.title')} | "
        f"{' · '.join(map(str, steps))} | {sum(steps)} |\n"
        for name, steps in STEPS.items()
    ]
    return head + "".join(lines) + _SHEETS + "".join(sheets)


if __name__ == "__main__":
    print(as_markdown(), end="")
