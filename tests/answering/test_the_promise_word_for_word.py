"""The start page promises exactly what the policy holds, word for word, in both languages and for every rater."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.answering.promise import promise
from fagspejl.answering.words import words_in
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.lib.language import Language

DANISH = (
    "Det er frivilligt at svare. Når evalueringen er lukket og nøglen slettet, kan ingen se, hvem der svarede hvad. Der står "
    "mindst fem mennesker bag hvert tal. Din leder, din leders leder og HR kan ikke se, hvem der har svaret hvad. Indtil fristen "
    "er dit svar fortroligt: Systemet har en teknisk nøgle, så du kan ændre dit svar og slipper for unødige påmindelser. Når "
    "evalueringen lukker, bliver nøglen slettet og svarene blandet. Derefter kan ingen forbinde et svar med dig. Så længe "
    "evalueringen er åben, kunne den, der styrer serveren, misbruge nøglen. Hvis færre end fem svarer, bliver der ikke lavet en "
    "rapport om gruppens svar. Dine vurderinger tæller så kun med i tal for en større del af organisationen, og kommentarer bliver "
    "slettet, uden at nogen har læst dem. Har mindst fem svaret, og har mindst tre skrevet noget, kan din leder og din leders "
    "leder læse kommentarerne ord for ord. Det, du skriver, kan afsløre dig. Rapporten vises for din leder og din leders leder."
)
ENGLISH = (
    "Answering is voluntary. Once the evaluation has closed and the key is deleted, nobody can see who answered what. At least "
    "five people stand behind every figure. Neither your leader, your leader's leader nor HR can see who answered what. Until the "
    "deadline your answer is confidential: the system has a technical key which lets you change your answer and spares you "
    "unnecessary reminders. When the evaluation closes, the key is deleted and the answers are shuffled. From then on, nobody can "
    "trace an answer to you. As long as the evaluation is open, whoever runs the server could misuse the key. If fewer than five "
    "people answer, there will be no report on your group's answers. Your ratings will then count only in figures for a larger "
    "part of the organisation, and comments are deleted without anyone having read them. If at least five people have answered and "
    "at least three of them have written something, your leader and your leader's leader can read the comments word for word. "
    "What you write may reveal who you are. The report is shown to your leader and your leader's leader."
)


def _policy(disclosure: Mapping[str, int] | None = None, **access: object) -> RoundPolicyValues:
    values = DisclosurePolicy(**dict(disclosure or {}))
    return RoundPolicyValues(access=AccessPolicy(**access), disclosure=values)  # type: ignore[arg-type]


def _said(language: Language, perspective: str, policy: RoundPolicyValues | None = None, **more: int) -> str:
    said, values = words_in(language), policy or _policy()
    return promise(said, values, perspective, leader="Karen Holm", in_role=more.get("in_role", 1)).text


def test_employee_reads_the_fixed_text() -> None:
    """Sofie reads the promise as it was agreed, in Danish and in English."""
    assert _said("da", "employee") == DANISH
    assert _said("en", "employee") == ENGLISH


def test_leader_among_the_employees_reads_the_same() -> None:
    """A leader who answers about her own leader is told what employees are told."""
    assert _said("da", "subordinate_leader") == DANISH


def test_peer_reads_the_leader_you_answer_about() -> None:
    """Ida rates Karen as a colleague: Karen is not her leader, and the promise does not say so."""
    peer = _said("da", "peer")
    assert "Den leder, du svarer om, lederens leder og HR kan ikke se, hvem der har svaret hvad." in peer
    assert "kan den leder, du svarer om, og lederens leder læse kommentarerne ord for ord" in peer
    assert peer.endswith("Rapporten vises for den leder, du svarer om, og lederens leder.")
    assert "din leder" not in peer.lower()
    assert "your leader" not in _said("en", "peer").lower()


def test_only_the_readers_that_the_policy_names() -> None:
    """Where only Karen reads her report, Mads is not named; comments may have fewer readers than the report."""
    alone = _policy(report_readers=("leader",), comment_readers=("leader",))
    assert _said("da", "employee", alone).endswith("Rapporten vises for din leder.")
    assert _said("da", "peer", alone).endswith("Rapporten vises for den leder, du svarer om.")
    assert "kan den leder, du svarer om, læse kommentarerne" in _said("da", "peer", alone)
    fewer = _said("da", "employee", _policy(comment_readers=("leader",)))
    assert "kan din leder læse kommentarerne ord for ord" in fewer
    assert fewer.endswith("Rapporten vises for din leder og din leders leder.")


def test_numbers_of_the_policy_stand_as_words() -> None:
    """A round that asks for more people than the least says so."""
    strict = _policy({"k": 7, "k_comments": 10, "comment_authors": 4})
    said = _said("da", "employee", strict)
    assert "Der står mindst syv mennesker bag hvert tal." in said
    assert "Hvis færre end syv svarer" in said
    assert "Har mindst ti svaret, og har mindst fire skrevet noget, kan" in said


@pytest.mark.parametrize("access", [{"comments": False}, {"comment_readers": ()}])
def test_nothing_is_said_about_comments_where_none_are_asked(access: dict[str, object]) -> None:
    """A round without comments does not speak of them."""
    for language in ("da", "en"):
        assert "omment" not in _said(language, "employee", _policy(**access))
    said = _said("da", "employee", _policy(**access))
    assert (
        "Dine vurderinger tæller så kun med i tal for en større del af organisationen. Rapporten vises"
        in said
    )


def test_reminders_to_everyone_leave_out_the_needless_ones() -> None:
    """Where everybody is reminded, nobody is promised to be spared."""
    said = _said("da", "employee", _policy(reminder_mode="everyone"))
    assert "Systemet har en teknisk nøgle, så du kan ændre dit svar. Når" in said
    assert "reminders" not in _said("en", "employee", _policy(reminder_mode="everyone"))


MISUSE = {
    "da": "Så længe evalueringen er åben, kunne den, der styrer serveren, misbruge nøglen.",
    "en": "As long as the evaluation is open, whoever runs the server could misuse the key.",
}
COPY_LINE = "Når evalueringen er lukket og både nøglen og kopien af den er slettet, kan ingen se, hvem der svarede hvad."
OFFLINE_DANISH = (
    "En kopi af nøglen ligger uden for systemet hos organisationens databeskyttelsesrådgiver, indtil rådgiveren bekræfter, at "
    "kopien er slettet. Kopien kan kun misbruges af en, der også har svarene fra serveren eller fra en sikkerhedskopi. Når "
    "evalueringen lukker, bliver nøglen på serveren slettet og svarene blandet. Rapporterne kan blive vist, før kopien er slettet. "
    "Når kopien også er slettet, kan ingen forbinde et svar med dig. Så længe evalueringen er åben, kunne den, der styrer serveren, "
    "misbruge nøglen. Hvis færre end fem svarer,"
)
OFFLINE_ENGLISH = (
    "A copy of the key is kept outside the system by the organisation's data protection officer, until the officer confirms that "
    "the copy is destroyed. The copy can be misused only by somebody who also has the answers from the server or from a backup. "
    "When the evaluation closes, the key on the server is deleted and the answers are shuffled. Reports may be shown before the "
    "copy is destroyed. Once the copy is destroyed too, nobody can trace an answer to you. As long as the evaluation is open, "
    "whoever runs the server could misuse the key. If fewer than five people answer,"
)


@pytest.mark.parametrize("perspective", ["employee", "subordinate_leader", "peer"])
def test_copy_of_the_key_that_a_person_holds_is_told(perspective: str) -> None:
    """Where Lone keeps a copy of the key outside the system, Sofie reads of it, and is promised no more than holds."""
    kept = _policy(escrow="offline")
    assert OFFLINE_DANISH in _said("da", perspective, kept)
    assert OFFLINE_ENGLISH in _said("en", perspective, kept)
    assert COPY_LINE in _said("da", perspective, kept)
    assert "lukket og nøglen slettet, kan ingen" not in _said("da", perspective, kept)
    assert "Derefter kan ingen" not in _said("da", perspective, kept)
    assert "From then on, nobody" not in _said("en", perspective, kept)


@pytest.mark.parametrize("perspective", ["self", "superior"])
def test_named_roles_read_of_the_copy_too(perspective: str) -> None:
    """Mads is named in the report, and yet he reads where the copy of the key lies, and no word of being unseen."""
    danish, english = (_said(language, perspective, _policy(escrow="offline")) for language in ("da", "en"))
    assert "hos organisationens databeskyttelsesrådgiver, indtil rådgiveren bekræfter" in danish
    assert danish.endswith("bliver nøglen på serveren slettet. " + MISUSE["da"])
    assert english.endswith("the key on the server is deleted. " + MISUSE["en"])
    assert "kan ingen" not in danish
    assert "nobody" not in english


WITNESSED_DANISH = (
    "Der findes en låst kopi af nøglen. Det, der låser den op, er delt i to: Den, der planlægger evalueringen, har den ene halvdel, "
    "og medarbejdernes repræsentant har den anden. Ingen af dem kan bruge kopien alene. Kopien kan kun misbruges af en, der har "
    "begge halvdele, den låste kopi og svarene fra serveren eller fra en sikkerhedskopi. Når evalueringen lukker, bliver nøglen på "
    "serveren slettet og svarene blandet. Rapporterne kan blive vist, før de to har bekræftet, at halvdelene er ødelagt. Når kopien "
    "ikke længere kan samles, kan ingen forbinde et svar med dig. Så længe evalueringen er åben,"
)
WITNESSED_ENGLISH = (
    "There is a locked copy of the key. What unlocks it is split in two: whoever plans the evaluation holds one half, and the "
    "employees' representative holds the other. Neither of them can use the copy alone. The copy can be misused only by somebody "
    "who has both halves, the locked copy, and the answers from the server or from a backup. When the evaluation closes, the key "
    "on the server is deleted and the answers are shuffled. Reports may be shown before the two have confirmed that their halves "
    "are destroyed. Once the copy can no longer be put together, nobody can trace an answer to you. As long as the evaluation is"
)


@pytest.mark.parametrize("perspective", ["employee", "subordinate_leader", "peer"])
def test_a_copy_that_two_people_open_is_told(perspective: str) -> None:
    """Where Bente and Asta hold half each of what opens the copy, Sofie reads who they are and what both could do."""
    kept = _policy(escrow="witnessed")
    assert WITNESSED_DANISH in _said("da", perspective, kept)
    assert WITNESSED_ENGLISH in _said("en", perspective, kept)
    assert "nøglen er slettet, og kopien ikke længere kan samles, kan ingen se" in _said(
        "da", perspective, kept
    )
    assert "lukket og nøglen slettet, kan ingen" not in _said("da", perspective, kept)


def test_no_copy_is_spoken_of_where_closing_destroys_it() -> None:
    """With both copies in reach of closing, nobody reads of a copy."""
    assert "kopi" not in _said("da", "employee")
    assert "copy" not in _said("en", "superior")


def test_superior_is_told_that_he_is_named() -> None:
    """Mads answers as Karen's leader: he is the only one, and is told before the first question."""
    assert _said("da", "superior").startswith(
        "Du svarer som leder for Karen Holm. Du er den eneste i den rolle, og dine svar er derfor **ikke** anonyme. "
        "De vises med dit navn for Karen Holm og dig selv. Det er frivilligt at svare."
    )
    assert _said("en", "superior").startswith(
        "You answer as Karen Holm's own leader. You are the only one in that role, so your answers are **not** anonymous. "
        "They are shown with your name to Karen Holm and you."
    )


def test_two_superiors_are_not_told_that_they_are_alone() -> None:
    """Karen has two leaders: neither is told to be the only one, and both are told that they are named."""
    said = _said("da", "superior", in_role=2)
    assert "den eneste" not in said
    assert "I er to i den rolle" in said
    assert "for Karen Holm og jer, der svarer i den rolle." in said
    assert "**ikke** anonyme" in said


def test_leader_who_rates_herself_is_told_who_reads_it() -> None:
    """Karen's answers about herself stand in her report as hers."""
    assert _said("da", "self").startswith(
        "Du svarer om dig selv. Dine svar vises som dine egne i din rapport, som du og din leder kan læse."
    )
    assert "in your report, which you and your leader can read." in _said("en", "self")


@pytest.mark.parametrize("perspective", ["self", "superior"])
def test_named_roles_are_not_promised_anonymity(perspective: str) -> None:
    """Nobody who is named reads that nobody can see the answer."""
    said = _said("da", perspective)
    assert "kan ikke se" not in said
    assert "Derefter kan ingen" not in said
    assert "blandet" not in said


def _warned(perspective: str, policy: RoundPolicyValues, language: Language = "da", in_role: int = 1) -> str:
    told = promise(words_in(language), policy, perspective, leader="Karen Holm", in_role=in_role).comment
    return told.split(". ")[0]


def test_everybody_who_reads_a_comment_is_named() -> None:
    """The warning at a comment names all its readers as the writer calls them; where nobody else reads, it says so."""
    both, leader_alone = _policy(), _policy(comment_readers=("leader",))
    exactly = "læser præcis det, du skriver"
    assert _warned("employee", both) == f"Din leder og din leders leder {exactly}"
    assert _warned("peer", both) == f"Den leder, du svarer om, og lederens leder {exactly}"
    assert _warned("superior", both) == f"Karen Holm og du selv {exactly}"
    assert _warned("superior", both, in_role=2) == f"Karen Holm og I, der svarer i den rolle, {exactly}"
    assert _warned("self", both) == f"Du og din leder {exactly}"
    assert _warned("employee", leader_alone) == f"Din leder {exactly}"
    assert _warned("peer", leader_alone) == f"Den leder, du svarer om, {exactly}"
    assert _warned("self", leader_alone) == "Kun du læser det, du skriver"
    assert _warned("employee", _policy(comment_readers=("superior",))) == f"Din leders leder {exactly}"


def test_english_verb_follows_the_number_of_readers() -> None:
    """One reader reads, two read."""
    assert _warned("employee", _policy(comment_readers=("leader",)), "en").startswith(
        "Your leader reads exactly"
    )
    assert _warned("self", _policy(), "en").startswith("You and your leader read exactly")


def test_three_lines_stand_first_and_in_bold() -> None:
    """Sofie reads three short lines before the rest; Mads, who is named, reads of that before the one line he gets."""
    told = promise(words_in("da"), _policy(), "employee", leader="Karen Holm")
    assert len(told.lines) == 3
    assert DANISH.startswith(" ".join(told.lines))
    named = promise(words_in("da"), _policy(), "superior", leader="Karen Holm")
    assert (named.lines, named.named[:14]) == (("Det er frivilligt at svare.",), "Du svarer som ")


def test_hr_is_named_where_hr_reads() -> None:
    """Where HR may read Karen's report, everybody who answers is told so; comments HR never reads."""
    policy = _policy(hr_reads_reports=True)
    employee = _said("da", "employee", policy)
    assert employee.endswith("Rapporten vises for din leder, din leders leder og HR.")
    assert "kan din leder og din leders leder læse kommentarerne ord for ord" in employee
    assert _said("en", "employee", policy).endswith(
        "The report is shown to your leader, your leader's leader and HR."
    )
    assert _said("da", "peer", policy).endswith(
        "Rapporten vises for den leder, du svarer om, lederens leder og HR."
    )
    assert "HR" in _said("da", "superior", policy)
    assert "HR" in _said("en", "self", policy)
    alone = _policy(report_readers=("leader",), comment_readers=("leader",), hr_reads_reports=True)
    assert _said("da", "employee", alone).endswith("Rapporten vises for din leder og HR.")
    assert _said("da", "peer", alone).endswith("Rapporten vises for den leder, du svarer om, og HR.")


def test_research_is_told_before_the_first_question() -> None:
    """Where totals go to research, Sofie reads to whom and by which agreement; else nothing is said of it."""
    policy = _policy(research_recipient="Aarhus Universitet", research_agreement="fjordby.dk/aftale")
    assert _said("da", "employee", policy).endswith(
        "Samlede resultater sendes til Aarhus Universitet uden navne og kommentarer. Se fjordby.dk/aftale."
    )
    assert _said("en", "peer", policy).endswith(
        "Summary results are sent to Aarhus Universitet without names or comments. See fjordby.dk/aftale."
    )
    assert "Samlede resultater" not in _said("da", "employee", _policy())
    assert RoundPolicyValues.from_dict(policy.as_dict()) == policy


def test_old_rounds_keep_their_hash() -> None:
    """A round without HR is written down as before HR could be named, so its hash stays; with HR it is another."""
    plain, named = _policy(), _policy(hr_reads_reports=True)
    earlier = "comment_readers comments escrow languages reminder_mode report_readers separate_subordinate_leaders show_drafts"
    assert " ".join(sorted(plain.as_dict()["access"])) == earlier
    assert RoundPolicyValues.from_dict(named.as_dict()) == named
    assert RoundPolicyValues.from_dict(plain.as_dict()) == plain
    assert named.sha256 != plain.sha256


def test_employees_are_told_of_their_version() -> None:
    """Where Karen may show her employees a version, Sofie reads so and what stands in it; Ida, a peer, is in none."""
    policy = _policy(team_version=True)
    told = (
        "Har mindst seks medarbejdere svaret, kan din leder vise jer en udgave uden kommentarer. Den viser kun medarbejdernes "
        "svar samlet, og har færre end ti svaret, kun det samlede resultat for hvert tema."
    )
    assert _said("da", "employee", policy) == f"{DANISH} {told}"
    assert _said("da", "subordinate_leader", policy) == f"{DANISH} {told}"
    assert "at least six employees have answered" in _said("en", "employee", policy)
    assert _said("da", "peer", policy) == _said("da", "peer")
    apart = _policy(team_version=True, separate_subordinate_leaders=True)
    assert told in _said("da", "employee", apart)
    assert told not in _said("da", "subordinate_leader", apart)
    strict = _policy({"k": 10, "k_comments": 10}, team_version=True)
    assert _said("da", "employee", strict).endswith("Den viser kun medarbejdernes svar samlet.")
    assert "elleve medarbejdere" in _said("da", "employee", strict)


def test_rounds_without_a_version_keep_their_hash() -> None:
    """A round that promises no version for employees is written down as before one could be chosen."""
    plain, named = _policy(), _policy(team_version=True)
    assert "team_version" not in plain.as_dict()["access"]
    assert RoundPolicyValues.from_dict(named.as_dict()) == named
    assert named.sha256 != plain.sha256
