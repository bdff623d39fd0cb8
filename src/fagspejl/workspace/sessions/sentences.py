"""What is said of a finding, in the words of `[finding]`. Pure.

Beside the plain counts of a tool nothing else is ever written under a picture. No cause, no rank, no p-value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from fagspejl.lib.wording import Wording
from fagspejl.workspace.arithmetic.findings import (
    AgreementGuess,
    Change,
    ChangeWord,
    GroupDifference,
    GroupWord,
    OptionSpread,
    Pull,
    PulseGap,
    Spread,
    SpreadWord,
    VarianceSplit,
)
from fagspejl.workspace.sessions.types import SeriesFound

Kind = Literal["profession", "shift", "seniority"]
Finding = Spread | AgreementGuess | GroupDifference | Change | VarianceSplit | Pull | PulseGap


def said(finding: Finding, words: Wording, *, kind: Kind = "profession") -> tuple[str, ...]:
    """Return the sentences of a finding, none where nothing is said. `kind` is what the session is split by."""
    match finding:
        case Spread():
            return (_spread(finding, words),)
        case AgreementGuess():
            return _guess(finding, words)
        case GroupDifference():
            return _groups(finding, words, kind)
        case Change():
            return _change(finding, words)
        case VarianceSplit():
            return _split(finding, words, kind)
        case Pull():
            return _pull(finding, words)
        case PulseGap():
            return _pulse(finding, words)


def said_of_series(found: SeriesFound | None, words: Wording, *, kind: Kind) -> tuple[str, ...]:
    """Return what a series tells: on how many people and cases it rests, then what is earned. None: nothing is said."""
    if found is None:
        return ()
    groups = GroupDifference(
        found.n,
        found.word is GroupWord.HIGHER,
        found.word,
        found.high,
        found.low,
        found.high_median,
        found.low_median,
    )
    told = list(_groups(groups, words, kind))
    if found.tenths is not None:
        told += _tenths(found.tenths, words, kind)
    return words.say("series.basis", n=found.n, cases=found.vignettes), *told


def said_of_options(
    found: OptionSpread, options: Sequence[str], chosen: Sequence[int], words: Wording
) -> tuple[str, ...]:
    """Return what is said of a choice between options. Options that were chosen equally often stand in their order."""
    if found.word is None:
        return (withheld(words),)
    most = [options[place] for place, _ in sorted(Counter(chosen).items(), key=lambda one: (-one[1], one[0]))]
    if found.word is SpreadWord.AGREED:
        return (words.say("finding.option_agreed", top=found.top, n=found.n, option=most[0]),)
    if found.word is SpreadWord.DIVIDED:
        slots = {"a": most[0], "b": most[1], "top": found.top, "second": found.second, "n": found.n}
        return (words.say("finding.option_divided", **slots),)
    return (words.say("finding.option_scattered", top=found.top, n=found.n),)


def withheld(words: Wording) -> str:
    """Return what stands where too few have answered."""
    return words.say("finding.withheld")


def caution(words: Wording) -> str:
    """Return what stands under every picture of agreement."""
    return words.say("finding.caution")


def middle(words: Wording, value: float) -> str:
    """Return a median as "8" or "2,5": whole or with a half, the nearest, half up."""
    halves = int(2 * value + 0.5)
    return str(halves // 2) if halves % 2 == 0 else words.tenths(5 * halves)


def _spread(found: Spread, words: Wording) -> str:
    if found.word is None or found.median is None:
        return withheld(words)
    if found.word is SpreadWord.DIVIDED:
        return words.say("finding.divided", a=found.low, b=found.high, n=found.n)
    key = "finding.agreed" if found.word is SpreadWord.AGREED else "finding.scattered"
    return words.say(key, near=found.near, n=found.n, med=middle(words, found.median))


def _guess(found: AgreementGuess, words: Wording) -> tuple[str, ...]:
    if not found.speak or found.guess is None:
        return ()
    return (words.say("finding.guess", g=middle(words, found.guess), f=found.actual),)


def _groups(found: GroupDifference, words: Wording, kind: Kind) -> tuple[str, ...]:
    if found.word is GroupWord.NO_DIFFERENCE:
        return (words.say(f"finding.group_no_{kind}"),)
    if not found.speak or found.high is None or found.low is None:
        return ()
    assert found.high_median is not None
    assert found.low_median is not None
    x, y = middle(words, found.high_median), middle(words, found.low_median)
    return (words.say("finding.group_yes", high=_first(found.high), low=_inside(found.low), x=x, y=y),)


def _change(found: Change, words: Wording) -> tuple[str, ...]:
    if not found.enough:
        return (words.say("finding.change_too_few"),)
    key = {ChangeWord.CLOSER: "closer", ChangeWord.WIDER: "wider", None: "change_unknown"}[found.word]
    return words.say(f"finding.{key}"), words.say("finding.moved", x=found.moved, y=found.stood)


def _split(found: VarianceSplit, words: Wording, kind: Kind) -> tuple[str, ...]:
    if not found.speak or found.tenths is None:
        return ()
    return _tenths(found.tenths, words, kind)


def _tenths(tenths: tuple[int | None, int, int], words: Wording, kind: Kind) -> tuple[str, ...]:
    group, person, case = tenths
    if group is None:
        return (words.say("finding.split_without_group", b=person, c=case),)
    return (words.say(f"finding.split_{kind}", a=group, b=person, c=case),)


def _pull(found: Pull, words: Wording) -> tuple[str, ...]:
    if not found.enough or found.widest is None:
        return ()
    if found.mover is None or found.toward is None:
        return (words.say("finding.pull_no"),)
    mover, toward = _inside(found.mover), _inside(found.toward)
    return (words.say("finding.pull_yes", s=found.widest.sessions, mover=mover, toward=toward),)


def _pulse(found: PulseGap, words: Wording) -> tuple[str, ...]:
    if not found.speak:
        return ()
    a, b, c, d = found.doers_yes, found.doers_n, found.receivers_yes, found.receivers_n
    return (words.say("finding.pulse", a=a, b=b, c=c, d=d),)


def _first(name: str) -> str:
    """Return a group's name as it begins a sentence."""
    return name[:1].upper() + name[1:]


def _inside(name: str) -> str:
    """Return a group's name as it stands inside a sentence: "Dagvagt" becomes "dagvagt", "SOSU" stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
