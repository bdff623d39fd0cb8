"""CPR forms are refused however they are written; dates, phone numbers and case numbers are not taken for them."""

import random

import pytest

from fagspejl.workspace.safeguards.screen import FoundKind, screen

MANY = 10_000
WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DASHES = ("-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\ufe63", "\uff0d")
SPACES = (" ", "\u00a0", "\u2009", "\u202f", "\u3000", "\t")
BETWEEN = (
    "", "", "-", "\n", "\r\n", "\u200b", ".", "\u00ad", "-\n", "\u200b-", *DASHES, *SPACES,
    *(f"{space}{dash}{space}" for space in SPACES[:2] for dash in DASHES),
)  # fmt: skip
INSIDE = ("", "", "", ".", "-", " ", "/", "\u00a0", "\u2013")
AROUND = (
    ("", ""),
    ("Borgeren ", " kom i dag."),
    ("cpr:", ","),
    ("CPR", ""),
    ("(", ")"),
    ("nr.", ". Så"),
    ("x\n", "\ny"),
)


def _date(dice: random.Random) -> tuple[int, int, int]:
    month = dice.randrange(12)
    return dice.randint(1, DAYS[month]), month + 1, dice.randrange(100)


def _never_given(dice: random.Random) -> tuple[str, str]:
    """A date and four digits that fail the modulus by which numbers were given out for forty years."""
    while True:
        date = "{:02}{:02}{:02}".format(*_date(dice))
        serial = f"{dice.randrange(10_000):04}"
        if sum(weight * int(digit) for weight, digit in zip(WEIGHTS, date + serial, strict=True)) % 11:
            return date, serial


def _written(dice: random.Random) -> str:
    date, serial = _never_given(dice)
    inside = dice.choice(INSIDE)
    number = inside.join((date[:2], date[2:4], date[4:])) + dice.choice(BETWEEN) + serial
    if dice.random() < 0.1:
        number = "".join(
            chr(0xFF10 + int(sign)) if sign.isascii() and sign.isdigit() else sign for sign in number
        )
    before, after = dice.choice(AROUND)
    return before + number + after


def _something_else(dice: random.Random) -> str:
    """A date, a phone number, a case number or a journal number, as people write them."""
    day, month, year = _date(dice)
    full, pairs = 1950 + year, [f"{dice.randint(20, 99)}", *(f"{dice.randrange(100):02}" for _ in range(3))]
    number, hour = dice.randrange(10**6), f"{dice.randrange(24):02}.{dice.randrange(60):02}"
    return dice.choice(
        (
            f"{day:02}.{month:02}.{full}", f"{day:02}-{month:02}-{full}", f"{day:02}{month:02}{full}",
            f"{day:02}.{month:02}.{year:02}", f"{day:02}-{month:02}-{year:02}", f"{full}-{month:02}-{day:02}",
            f"{day}/{month} {full}", f"{day}. marts {full}", f"{full}{month:02}{day:02}",
            f"{day:02}.{month:02}.{full} {hour}", f"{day:02}.{month:02}.{year:02} kl. {hour}",
            f"{day:02}.{month:02}.{full}-{day:02}.{month:02}.{full}", f"{full}-{month:02}-{day:02}T{hour}",
            f"{day:02}.{month:02}.{year:02}. {full} blev bedre", f"fra {day}.-{day + 3}. maj {full}",
            "".join(pairs), " ".join(pairs), "-".join(pairs), f"+45 {' '.join(pairs)}", f"+45{''.join(pairs)}",
            f"0045{''.join(pairs)}", f"{pairs[0]}{pairs[1]} {pairs[2]}{pairs[3]}", f"{' '.join(pairs)}, {' '.join(pairs)}",
            f"{' '.join(pairs)} {' '.join(pairs)}", f"tlf. {' '.join(pairs)} / {' '.join(pairs)}",
            f"{full}-{number:06}", f"{full}/{number}", f"sag {number:06}", f"{full % 100:02}/{number:05}",
            f"S{full}-{number:06}", f"27.{month:02}.00-A00-{number}-{full % 100}", f"J.nr. {full} - {number % 9999}",
            f"{number:06}{number:06}", f"57980{number:08}", f"{day:02}{month:02}{year:02}-{number % 999}",
            f"32{month:02}{year:02}-{number % 10_000:04}", f"{day:02}13{year:02}-{number % 10_000:04}",
            f"3002{year:02}{number % 10_000:04}", f"{day:02}.{month:02}.{year:02}: {full} kr.",
            f"{day:02}.{month:02}.{full}, {full} timer", f"{day:02}{month:02}{full}{number % 10_000:04}", f"{day:02}{month:02}{year:02}{number % 10_000:04}{day}",
        )
    )  # fmt: skip


def test_every_cpr_form_is_blocked() -> None:
    """Mads pastes a number with a long dash, a line break or wide digits, and it is never saved."""
    dice = random.Random(8)
    forms = [_written(dice) for _ in range(MANY)]
    assert len(set(forms)) > MANY * 0.95
    assert [form for form in forms if screen(form).blocked is None] == []


def test_what_is_no_cpr_number_is_not_blocked() -> None:
    """Karen may write the date of a meeting, a case number and the phone of the duty desk."""
    dice = random.Random(9)
    texts = [_something_else(dice) for _ in range(MANY)]
    assert len(set(texts)) > MANY * 0.8
    assert [text for text in texts if screen(text).blocked] == []


@pytest.mark.parametrize(
    "form",
    [
        "29 02 00 99 99", "0 1 0 1 0 0 9 9 9 9", "01-01-00-99-99", "010100 - 9999", "610100-9999", "910112 9999",
        "290296-9999", "010100\u2028" + "9999", "01\u00ad0100-99\u00ad99", "tlf. 12345678 010100-9999",
        "010100,9999", "010100:9999", "01.01.00,9999", "010100, 9999", "cpr 010100: 9999", "01012000-9999",
        "01011990 9999", "01.01.1990-9999", "01-01-1990 - 9999", "01/01/2000/9999", "01 01 1990 9999",
        *(f"010100{blank}9999" for blank in "\u3164\u115f\u1160\uffa0\u2800"), "\u3164".join("0101009999"),
        "".join(f"{digit}\ufe0f\u20e3" for digit in "0101009999"),
    ],
)  # fmt: skip
def test_odd_forms_are_blocked(form: str) -> None:
    """Digits in pairs, one by one, substitute numbers and a number after another number are found too."""
    assert screen(form).blocked is not None


def test_place_is_the_text_as_written() -> None:
    """Sofie is shown where in her own line the number stands, whatever signs nobody sees are in it."""
    text = "Se\u200b 010100\u2013\u200b9999 her"
    found = screen(text).blocked
    assert found is not None
    assert text[found.start : found.end] == "010100\u2013\u200b9999"
    assert "9999" not in repr(found)


@pytest.mark.parametrize(
    ("text", "kind", "what"),
    [
        ("Ring på 20 12 34 56 i morgen", FoundKind.PHONE, "20 12 34 56"),
        ("Ring på +45 20123456.", FoundKind.PHONE, "+45 20123456"),
        ("Ring 2012\u00a03456", FoundKind.PHONE, "2012\u00a03456"),
        ("Ring 20\u201012\u201034\u201056", FoundKind.PHONE, "20\u201012\u201034\u201056"),
        ("Skriv til moren@post.example.dk i dag", FoundKind.EMAIL, "moren@post.example.dk"),
        ("Vi talte med Anne Hansen i dag", FoundKind.NAMES, "Anne Hansen"),
        ("Vi talte med Åse Ærø-Østergård.", FoundKind.NAMES, "Åse Ærø-Østergård"),
        ("Vi talte med Jens-Peter M. Sørensen om det", FoundKind.NAMES, "Jens-Peter M. Sørensen"),
        ("Barnet bor hos A. Holm nu", FoundKind.NAMES, "A. Holm"),
        ("Brev fra hr. Bo Dam", FoundKind.NAMES, "Bo Dam"),
        ("Kære Anne Hansen", FoundKind.NAMES, "Anne Hansen"),
        ("Borger: Anne Hansen", FoundKind.NAMES, "Anne Hansen"),
        ("Vi så Lis van der Berg i går", FoundKind.NAMES, "Lis van der Berg"),
        ("Faren (Ole O'Hara) kom", FoundKind.NAMES, "Ole O'Hara"),
    ],
)
def test_signs_of_a_person_are_asked_about(text: str, kind: FoundKind, what: str) -> None:
    """Omar is asked once whether he meant to write this, and may save it."""
    screened = screen(text)
    assert screened.blocked is None
    assert [(found.kind, text[found.start : found.end]) for found in screened.asks] == [(kind, what)]


@pytest.mark.parametrize(
    "text",
    [
        "Kære Anne", "Anne kom. Moren sagde nej", "Familien bor i Danmark og har to børn", "MED og SOSU og VISO",
        "I Danmark er det almindeligt. Hos Lis er det ikke", "Først talte vi med Ida, Bo og Per", "Skoleåret 2023-2024",
        "Moren sagde: Vi vil ikke. Hvad nu", "Anne-Marie er glad", "12.03.2024 og kl. 14.30", "Sag 2024-123456",
        "Hvad siger Lis?\nAsta siger nej", "Fru Ida kommer kl. 9", "", "   ", "Dr. Bo",
        'Sønnen siger: "Lad Lis gå"',
    ],
)  # fmt: skip
def test_ordinary_lines_are_left_alone(text: str) -> None:
    """Nobody is asked about a first name, a place or an abbreviation."""
    screened = screen(text)
    assert (screened.blocked, screened.asks) == (None, ())
