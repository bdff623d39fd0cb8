"""Every sentence of the catalogue is said from a finding, in both languages, and nothing beside it."""

from __future__ import annotations

import pytest

from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import wording
from fagspejl.workspace.arithmetic.findings import (
    AgreementGuess,
    Change,
    ChangeWord,
    GroupDifference,
    GroupWord,
    PairPull,
    Pull,
    PulseGap,
    Spread,
    SpreadWord,
    VarianceSplit,
)
from fagspejl.workspace.arithmetic.spread import option_spread
from fagspejl.workspace.sessions.sentences import caution, middle, said, said_of_options, withheld


def _spread(word: SpreadWord | None) -> Spread:
    return Spread(12, word is not None, word, 4.5, 2.75, 8.0, 5, 5, 4)


def _change(word: ChangeWord | None, *, enough: bool = True) -> Change:
    return Change(12, word is not None, word, enough, 8, 4)


def _split(group: int | None) -> VarianceSplit:
    return VarianceSplit(8, 4, True, 2, 1, 0.5, 0.5, 1, (group, 3, 5))


HIGHER = GroupDifference(12, True, GroupWord.HIGHER, "nye", "Erfarne", 8, 2.5, 4, 0.02)
SAME = GroupDifference(12, False, GroupWord.NO_DIFFERENCE, "nye", "erfarne", 8, 3, 4, 0.2)
RAIL = PairPull("Læger", "SOSU", 6, 0.5, 0.1)
SPOKEN = {
    "agreed": (_spread(SpreadWord.AGREED), "profession"),
    "scattered": (_spread(SpreadWord.SCATTERED), "profession"),
    "divided": (_spread(SpreadWord.DIVIDED), "profession"),
    "withheld": (_spread(None), "profession"),
    "guess": (AgreementGuess(12, True, 9, 6.5, 4), "profession"),
    "group_yes": (HIGHER, "profession"),
    "group_no_profession": (SAME, "profession"),
    "group_no_shift": (SAME, "shift"),
    "group_no_seniority": (SAME, "seniority"),
    "closer": (_change(ChangeWord.CLOSER), "profession"),
    "wider": (_change(ChangeWord.WIDER), "profession"),
    "change_unknown": (_change(None), "profession"),
    "change_too_few": (_change(None, enough=False), "profession"),
    "split_profession": (_split(2), "profession"),
    "split_shift": (_split(2), "shift"),
    "split_seniority": (_split(2), "seniority"),
    "split_without_group": (_split(None), "profession"),
    "pull_yes": (Pull(6, True, True, (RAIL,), RAIL, "Læger", "SOSU", 0.03), "profession"),
    "pull_no": (Pull(6, False, True, (RAIL,), RAIL), "profession"),
    "pulse": (PulseGap(60, True, 26, 36, 9, 24), "profession"),
}
# what was chosen, each a place among three options
CHOSEN = {
    "option_agreed": (0, 0, 0, 0, 0, 0, 1),
    "option_divided": (0, 0, 0, 1, 1, 1),
    "option_scattered": (0, 0, 0, 1, 2, 3, 4),
}
DANISH = {
    "agreed": "De fleste ligger tæt: 5 af 12 er højst halvandet trin fra midten (4,5).",
    "divided": "Vi er delt: 5 af 12 ligger lavt (0-3) og 4 højt (7-10).",
    "guess": "Vi gættede på 6,5 af 10 tæt på midten. Det blev 4 af 10.",
    "group_yes": "Nye ligger typisk højere end erfarne (midten 8 mod 2,5). Blander vi svarene tilfældigt, ser vi så stor en forskel sjældnere end 1 gang ud af 10.",
    "split_profession": "Af forskellen mellem os ligger omkring 2 af 10 dele i faget, 3 i personen og 5 i den enkelte sag eller dagen.",
    "pull_yes": "Over 6 sessioner har læger flyttet sig mere mod SOSU end omvendt.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_said(language: str) -> None:
    """Sofie can meet every sentence of the catalogue, and each comes from a finding."""
    words = wording(language, "fagspejl.workspace.words")
    catalogue = {key.removeprefix("finding.") for key in words.keys if key.startswith("finding.")}
    assert catalogue == {*SPOKEN, *CHOSEN, "moved", "caution"}
    for key, (finding, kind) in SPOKEN.items():
        sentence, *more = said(finding, words, kind=kind)
        start = words.sections["finding"][key].split("{")[0]
        assert sentence.startswith(start), key
        assert "{" not in sentence
        assert len(more) == (key in {"closer", "wider", "change_unknown"}), key
    for key, chosen in CHOSEN.items():
        (sentence,) = said_of_options(
            option_spread(chosen), ("Dialog", "Opfølgning", "Dilemmaer", "a", "b"), chosen, words
        )
        assert sentence.startswith(words.sections["finding"][key].split("{")[0]), key
        assert "{" not in sentence
    assert withheld(words) == words.say("finding.withheld")
    assert caution(words) == words.say("finding.caution")


@pytest.mark.parametrize("key", DANISH)
def test_the_danish_is_that_of_the_catalogue(key: str) -> None:
    """Lone reads the sentence word for word, with halves and decimal comma."""
    finding, kind = SPOKEN[key]
    assert said(finding, wording("da", "fagspejl.workspace.words"), kind=kind) == (DANISH[key],)


def test_change_is_told_with_who_moved() -> None:
    """Every sentence of change is followed by how many moved and how many stood."""
    words = wording("da", "fagspejl.workspace.words")
    assert said(_change(None), words)[1] == "8 flyttede sig, 4 blev stående."


def test_silence_is_no_sentence() -> None:
    """What has not earned a sentence and has none of its own says nothing at all."""
    words = wording("da", "fagspejl.workspace.words")
    quiet = (
        AgreementGuess(12, False, 2, None, None),
        GroupDifference(12, False, None, "a", "b", 5, 4.5, 1, 0.3),
        VarianceSplit(7, 4, False, 2, 1, 0, 1, 1, None),
        Pull(3, False, False),
        PulseGap(30, False, 9, 15, 9, 15),
    )
    assert [said(finding, words) for finding in quiet] == [()] * 5


def test_medians_are_whole_or_with_a_half() -> None:
    """A middle of persons' means is told to the nearest half."""
    words = wording("da", "fagspejl.workspace.words")
    assert [middle(words, x) for x in (0, 0.5, 2.5, 6.25, 6.2, 7.999999, 10)] == [
        "0", "0,5", "2,5", "6,5", "6", "8", "10",
    ]  # fmt: skip
