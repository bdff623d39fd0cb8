"""Write docs/reference/round-states.md from the table of a round's states; with --check only say whether it is fresh.

    python scripts/round_states.py [--check]

Exits 1 with --check when the document is another than the table makes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fagspejl.evaluation.states import TABLE, Act, Row
from fagspejl.evaluation.types import RoundState

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "reference" / "round-states.md"
STATES = {
    RoundState.DRAFT: "nobody is asked yet, and what people are promised is not frozen",
    RoundState.OPEN: "links work until the deadline, and what was begun may be saved for a quarter of an hour more",
    RoundState.CLOSING: "every save is refused; the answers are being counted",
    RoundState.SEALED: "the Release exists, the answers do not; keys and links are still there",
    RoundState.KEYS_GONE: "the round's key is destroyed and every link is dead",
    RoundState.PUBLISHED: "reports can be read",
    RoundState.CANCELLED: "the answers were deleted unread and the key destroyed",
}
ACTS = {
    Act.OPEN: "open the round: make the key and everybody's link",
    Act.SPLIT_KEY: "make the two halves of a witnessed copy of the key, or two new ones",
    Act.EXTEND: "move the deadline later; in a draft, set another",
    Act.CANCEL: "cancel the round; in a cancelled round, go on where it was interrupted",
    Act.INFORM: "tell by mail what is coming; the worker on the planned day",
    Act.INVITE: "send the invitation; the worker on the planned day",
    Act.REMIND: "send a reminder; the worker on the planned days",
    Act.ANNOUNCE: "tell by mail that the deadline was moved",
    Act.TELL_CANCELLED: "tell by mail that the round was cancelled",
    Act.MAKE_LETTERS: "make letters for people without e-mail",
    Act.REISSUE: "give somebody new links",
    Act.REVOKE: "ask somebody no longer",
    Act.ASK_MORE: "ask somebody who was forgotten, about one leader",
    Act.ANSWER: "open a link, save a draft, register, replace or delete an answer",
    Act.REWRITE: "the night's work: seal every answer anew, work out response rates",
    Act.FREEZE: "begin to close, after the deadline and the time of grace",
    Act.REPORT_FAULT: "report that the close record cannot be right: the keys stay until somebody confirms it",
    Act.SEAL: "count the answers once, store the Release and delete them",
    Act.DESTROY_KEYS: "confirm the close record: destroy the key and every link; the worker after a week's silence",
    Act.PUBLISH: "let leaders read; the worker after a week's silence",
    Act.TELL_PUBLISHED: "tell readers by mail that reports are ready, and everybody asked what happens now",
    Act.READ: "read a report",
    Act.EXPORT: "write the organisation's part as files",
}
HEAD = """\
# States of a round

<!-- Made by scripts/round_states.py from src/fagspejl/evaluation/states.py; change it there. -->

What may be done with a round, in which state and by whom. Commands, pages and the worker ask this one table. A round
never goes back: the database itself refuses it. Time is asked beside the table: an answer is taken until the deadline,
and a round is closed only after it.
"""


def document() -> str:
    """Return the whole document."""
    states = [f"| `{state}` | {STATES[state]} |" for state in RoundState]
    acts = [_line(row) for row in TABLE]
    return "\n".join(
        [
            HEAD,
            "## In one picture\n",
            "```mermaid",
            "stateDiagram-v2",
            f"    [*] --> {RoundState.DRAFT}",
            *(
                f"    {row.state} --> {row.next or '[*]'}: {row.act}"
                for row in TABLE
                if row.next != row.state
            ),
            "```\n",
            "## States\n",
            "| state | what holds |",
            "|---|---|",
            *states,
            "\n## Acts\n",
            "| in state | act | what it is | who | then |",
            "|---|---|---|---|---|",
            *acts,
            "",
        ]
    )


def _line(row: Row) -> str:
    then = "deleted" if row.next is None else "stays" if row.next == row.state else f"`{row.next}`"
    return f"| `{row.state}` | `{row.act}` | {ACTS[row.act]} | {', '.join(row.who)} | {then} |"


def main(arguments: list[str], place: Path = DOCUMENT) -> int:
    """Write the document, or with --check compare it. Returns the exit code."""
    made = document()
    if "--check" not in arguments:
        place.write_text(made, encoding="utf-8")
        return 0
    if place.is_file() and place.read_text(encoding="utf-8") == made:
        return 0
    print(f"{place.name} is stale: run python scripts/round_states.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
