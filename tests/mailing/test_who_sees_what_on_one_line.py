"""Every mail that leads to a questionnaire says on one line who can see what: short, and nothing the start page does not hold."""

from __future__ import annotations

import pytest

from fagspejl.answering.promise import promise
from fagspejl.answering.words import words_in as page_words
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.mailing.frame import seen_by
from fagspejl.mailing.words import words_in as mail_words

POLICIES = {
    "usual": AccessPolicy(),
    "leader alone": AccessPolicy(report_readers=("leader",), comment_readers=("leader",)),
    "HR too": AccessPolicy(hr_reads_reports=True),
    "copy with a person": AccessPolicy(escrow="offline"),
    "copy that two witness": AccessPolicy(escrow="witnessed"),
}
NAMED = {"da": "er ikke anonymt", "en": "is not anonymous"}
NOBODY = {"da": "kan ingen se", "en": "nobody can see"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("access", POLICIES)
def test_says_what_the_start_page_says(access: str, language: Language) -> None:
    """Sofie's mail promises, word for word, the three lines in bold on the page her link opens."""
    policy = RoundPolicyValues(access=POLICIES[access])
    page = promise(page_words(language), policy, "employee", leader="Karen Lund")
    mail = seen_by(mail_words(language), policy, {"employee"})
    assert mail.startswith(" ".join(page.lines) + " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_answers_by_name_is_told(language: Language) -> None:
    """Mads, asked about leaders below him alone, is promised no anonymity; Karen, asked in three ways, is told which is which."""
    words, policy = mail_words(language), RoundPolicyValues()
    mads = seen_by(words, policy, {"superior"})
    assert NAMED[language] in mads
    assert NOBODY[language] not in mads
    karen = seen_by(words, policy, {"superior", "self", "employee"})
    named, _, anonymous = karen.partition(words.say("seen.others"))
    assert words.say("seen.self") in named
    assert NAMED[language] in named
    assert NOBODY[language] in anonymous


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_are_those_of_the_policy(language: Language) -> None:
    """HR stands on Sofie's line where HR reads reports, and Mads only where he does."""
    words = mail_words(language)
    superior = words.say("seen.superior")
    for access in POLICIES.values():
        line = seen_by(words, RoundPolicyValues(access=access), {"employee"})
        assert (words.say("seen.hr") in line) == access.hr_reads_reports
        assert (superior in line) == ("superior" in access.report_readers)
