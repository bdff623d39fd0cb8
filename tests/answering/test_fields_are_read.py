"""What a page sends is read exactly: nothing unknown, nothing twice, nothing out of range."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.answering.questionnaire import (
    LONGEST_COMMENT,
    FieldsWrong,
    Form,
    as_fields,
    digest,
    form_of,
    read_fields,
    read_values,
)
from fagspejl.answering.sealed import seal
from fagspejl.answering.types import Payload
from fagspejl.instrument.loader import load

INSTRUMENT = load("faglig-ledelse@1.0")
FORM = form_of(INSTRUMENT, "employee", "cancer_nursing", "da", languages=("da", "en"), comments=True)
ITEMS = sorted(FORM.items)
TEXT = st.text(max_size=200)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        **{item: st.sampled_from([1, 2, 3, 4, 5, "dont_know", "no_disclose"]) for item in ITEMS},
        **{f"comment:{question.id}": TEXT for question in FORM.questions},
    },
)


def _read(fields: dict[str, str], form: Form = FORM) -> dict[str, Any]:
    return read_values(read_fields(fields.items()), form)


@given(VALUES)
def test_what_is_written_into_a_page_is_read_back(values: dict[str, Any]) -> None:
    """Whatever Sofie chose and wrote goes through a page and comes back; reading it twice changes nothing."""
    once = _read(as_fields(values))
    assert once == _read(as_fields(once))
    assert {item: once.get(item) for item in ITEMS} == {item: values.get(item) for item in ITEMS}


@pytest.mark.parametrize(
    "fields",
    [
        {"u.shared_quality": "0"},
        {"u.shared_quality": "6"},
        {"u.shared_quality": "-1"},
        {"u.shared_quality": "٣"},
        {"u.shared_quality": "4.0"},
        {"u.shared_quality": ""},
        {"u.nobody_asked": "3"},
        {"u.": "3"},
        {"k.works_badly": "x"},
        {"leader": "Karen"},
        {"perspective": "self"},
        {"profession": "police"},
        {"k.works_well": "x" * (LONGEST_COMMENT + 1)},
    ],
)
def test_what_the_page_does_not_have_is_refused(fields: dict[str, str]) -> None:
    """Somebody sends a value, a statement, a leader or a role that is not on the page, and nothing is taken from it."""
    with pytest.raises(FieldsWrong):
        _read({**fields, "u.dilemmas": "3"})


def test_a_field_that_stands_twice_is_refused() -> None:
    """Two values for one statement: neither is guessed to be meant."""
    with pytest.raises(FieldsWrong):
        read_fields([("u.dilemmas", "3"), ("u.dilemmas", "4")])
    with pytest.raises(FieldsWrong):
        read_fields([("kode", "a"), ("kode", "b")])


def test_comments_only_where_they_are_asked() -> None:
    """In a round without comments a comment is a field that the page does not have."""
    plain = form_of(INSTRUMENT, "employee", "-", "da", languages=("da",), comments=False)
    with pytest.raises(FieldsWrong):
        _read({"k.works_well": "Hun lytter."}, plain)


def test_invisible_signs_are_left_out() -> None:
    """Signs that nobody sees, or that turn the text around, do not reach the leader's report; line breaks do."""
    read = _read({"k.works_well": "  Hun\x00 ly\u202etter.\r\nAltid.\t \x1b[0m "})
    assert read == {"comment:works_well": "Hun lytter.\nAltid.\t [0m"}


def test_the_longest_answers_fit_a_sealed_blob() -> None:
    """Somebody fills every field to the brim with the widest signs, as draft and as answer: it can be sealed."""
    for sign in ("😀", '"', "\n", "\\"):
        brim = {f"k.{question.id}": f"x{sign * (FORM.longest_comment - 2)}x" for question in FORM.questions}
        values = _read({**brim, **{f"u.{item}": "no_disclose" for item in ITEMS}})
        payload = Payload("form", submitted=values, draft=values)
        for n in range(40):
            payload = payload.step(f"{n:032x}", submitted=values, draft=values)
        seal("a" * 26, UUID(int=1), payload.as_dict())


def test_a_retry_is_known_and_a_change_is_not() -> None:
    """The same page sent twice has one save id; with another answer in it, it has another."""
    sent = read_fields([("gem", "0" * 32)])
    three, four = digest({"dilemmas": 3}), digest({"dilemmas": 4})
    assert sent.save_id("gem", three) == sent.save_id("gem", three)
    assert sent.save_id("gem", three) != sent.save_id("gem", four)
    assert sent.save_id("gem", three) != sent.save_id("send", three)
    with pytest.raises(FieldsWrong):
        read_fields([("gem", "short")]).save_id("gem", digest({}))


@given(VALUES, VALUES)
def test_digest_tells_values_apart(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Two answers have the same digest only if they are the same."""
    assert (digest(one) == digest(other)) == (one == other)
