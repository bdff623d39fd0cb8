"""What people write is shown to nobody until it is put together, is listed without names, and becomes cases once."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client

from fagspejl.workspace.sessions.collecting import Collect
from fagspejl.workspace.sessions.errors import (
    AnswerRefused,
    MovedOn,
    NotNow,
    PlanRefused,
    SessionError,
    StatementsNeeded,
    TextAsks,
    TextRefused,
)
from fagspejl.workspace.sessions.models import Contribution
from fagspejl.workspace.sessions.selectors.collected import own_contributions, statement_mark
from fagspejl.workspace.sessions.selectors.sessions import display_key_here, phone_of
from fagspejl.workspace.sessions.services.collecting import (
    put_together,
    recognise,
    take_back,
    tell_recognised,
    write,
)
from fagspejl.workspace.sessions.services.joining import answer
from fagspejl.workspace.sessions.services.steering import go_back, go_on
from fagspejl.workspace.sessions.types import AnswerValues, Collecting, PhaseCode
from support.collected_room import (
    as_they_stand,
    collected_template,
    listed_in,
    merged,
    open_collected,
    to_merging,
    wrote,
)
from support.room import Room, sent

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
KNOWS = "Borgeren ved, hvem hun kan ringe til"
CALLS = "Nogen tager telefonen, når borgeren ringer"
DONE = "Journalen er færdig, før jeg går hjem"


@pytest.fixture
def collect(monkeypatch: pytest.MonkeyPatch) -> Collect:
    """What the template of the tests collects."""
    return collected_template(monkeypatch)


@pytest.fixture
def room(collect: Collect) -> Room:
    """Karen's room with five phones, in which people write."""
    made = open_collected()
    for _ in range(5):
        made.phone()
    return made


def screen(room: Room) -> str:
    """Return the wall."""
    return Client().get(f"/faelles/{display_key_here(room.facts)}/").content.decode()


def control(room: Room) -> str:
    """Return the facilitator's page."""
    return Client().get(f"/styring/{room.control}/").content.decode()


def page(room: Room, place: int) -> str:
    """Return a phone's page."""
    return Client().get(f"/d/{room.code}/{room.phones[place]}/").content.decode()


def own(room: Room, place: int) -> list[str]:
    """Return what a phone wrote."""
    phone = phone_of(room.facts, room.phones[place])
    assert phone is not None
    return [one.text for one in own_contributions(room.facts, phone)]


def mean(room: Room, place: int, yes: bool, statement: int = 0) -> None:
    """Let a phone say whether it recognises its words."""
    mark = statement_mark(room.facts.statements[statement])
    recognise(room.code, room.phones[place], sent(), 0, yes=yes, seen=mark)


def test_nobody_sees_what_is_written(room: Room) -> None:
    """Omar writes: the wall and Karen see how many, other phones see nothing, his own shows it again."""
    wrote(room, room.phones[0], KNOWS, "", DONE)
    assert own(room, 0) == [KNOWS, DONE]
    assert KNOWS in page(room, 0)
    for seen in (screen(room), control(room), page(room, 1)):
        assert KNOWS not in seen
        assert DONE not in seen
    assert "2 bidrag" in screen(room)
    assert listed_in(room) == {}


def test_written_anew_and_deleted(room: Room) -> None:
    """Omar changes his mind twice and empties a field; a form that comes twice is done once."""
    wrote(room, room.phones[0], KNOWS, CALLS)
    wrote(room, room.phones[0], DONE, "  ")
    assert own(room, 0) == [DONE]
    key = sent()
    write(room.code, room.phones[0], key, [KNOWS])
    write(room.code, room.phones[0], key, [CALLS])
    assert own(room, 0) == [KNOWS]
    take_back(room.code, room.phones[0], sent(), 0)
    assert own(room, 0) == []


def test_nothing_is_added_to_the_list(room: Room) -> None:
    """Karen lists what was written and steps back: nobody adds to a list that has been seen, anybody takes back."""
    wrote(room, room.phones[0], KNOWS)
    wrote(room, room.phones[1], CALLS)
    to_merging(room)
    assert set(listed_in(room)) == {KNOWS, CALLS}
    go_back(room.control, room.facts.revision)
    with pytest.raises(NotNow):
        wrote(room, room.phones[2], DONE)
    assert "bidrag" not in screen(room)
    take_back(room.code, room.phones[0], sent(), 0)
    assert set(listed_in(room)) == {CALLS}


def test_the_order_tells_nothing(room: Room) -> None:
    """Bente wrote last: where her words stand in the list the seed says, and it stays when others take theirs back."""
    for place in range(5):
        wrote(room, room.phones[place], f"Linje {place} om kvalitet", f"Linje {place} om mere")
    to_merging(room)
    before = list(listed_in(room))
    assert len(before) == 10
    take_back(room.code, room.phones[2], sent(), 0)
    assert list(listed_in(room)) == [one for one in before if one != "Linje 2 om kvalitet"]


def test_control_lists_without_names(room: Room) -> None:
    """Karen reads what was written beside a field for each statement; nothing in the page names a phone."""
    wrote(room, room.phones[0], KNOWS)
    to_merging(room)
    told = control(room)
    assert KNOWS in told
    assert KNOWS not in screen(room)
    assert all(token not in told for token in room.phones)
    ids = Contribution.objects.values_list("id", "participant")
    assert all(str(one) not in told and one.hex not in told for row in ids for one in row)


def test_put_together_and_recognised(room: Room) -> None:
    """Two wrote alike: the wall shows the wording, both are asked, and one answers no."""
    wrote(room, room.phones[0], KNOWS)
    wrote(room, room.phones[1], CALLS)
    wrote(room, room.phones[2], DONE)
    to_merging(room)
    merged(room, ["Borgeren kan få fat i os", "", DONE], {KNOWS: 0, CALLS: 0, DONE: 2})
    assert room.facts.statements == ("Borgeren kan få fat i os", DONE)
    for seen in (screen(room), control(room), page(room, 4)):
        assert "Borgeren kan få fat i os" in seen
    asks = [place for place in range(5) if 'name="mean"' in page(room, place)]
    assert asks == [0, 1]  # who finds the own words is not asked
    mean(room, 0, yes=True)
    mean(room, 1, yes=False)
    assert "Du har svaret ja" in page(room, 0)
    assert "Du har svaret nej" in page(room, 1)
    assert "Du har svaret" not in screen(room) + control(room)


def test_new_words_are_asked_about_anew(room: Room) -> None:
    """Karen changes the wording while Omar's phone shows the old one: his yes was to other words."""
    wrote(room, room.phones[0], KNOWS)
    to_merging(room)
    merged(room, ["Borgeren kan få fat i os"], {KNOWS: 0})
    mean(room, 0, yes=True)
    merged(room, ["Borgeren kan altid få fat i os"], {KNOWS: 0})
    assert Contribution.objects.get().confirmed is None
    with pytest.raises(MovedOn):
        recognise(
            room.code, room.phones[0], sent(), 0, yes=True, seen=statement_mark("Borgeren kan få fat i os")
        )


def test_answers_stay_with_their_statement(room: Room) -> None:
    """Karen deletes the first statement: what stood under the second, and its answer, follow it up."""
    wrote(room, room.phones[0], KNOWS)
    wrote(room, room.phones[1], CALLS)
    to_merging(room)
    merged(room, ["Ét", "Borgeren kan få fat i os"], {KNOWS: 0, CALLS: 1})
    mean(room, 1, yes=True, statement=1)
    merged(room, ["", "Borgeren kan få fat i os"], {CALLS: 1})
    assert room.facts.statements == ("Borgeren kan få fat i os",)
    rows = {row.text: (row.statement, row.confirmed) for row in Contribution.objects.all()}
    assert rows == {KNOWS: (None, None), CALLS: (0, True)}


def test_the_room_is_told_from_four_people_on(room: Room) -> None:
    """Three have answered: nothing is told. Four: how many recognise their words, and one more answer moves nothing."""
    for place in range(5):
        wrote(room, room.phones[place], f"Linje {place} om kvalitet")
    to_merging(room)
    merged(room, ["Det hele"], dict.fromkeys(listed_in(room), 0))
    for place in range(3):
        mean(room, place, yes=True)
    with pytest.raises(NotNow):
        tell_recognised(room.control, room.facts.revision)
    mean(room, 3, yes=False)
    assert "3 af 5" not in screen(room)
    tell_recognised(room.control, room.facts.revision)
    assert "3 af 5 kan kende deres ord igen." in screen(room)
    mean(room, 4, yes=False)
    with pytest.raises(NotNow):  # the difference would be the one who has just answered
        tell_recognised(room.control, room.facts.revision)
    assert "3 af 5 kan kende deres ord igen." in screen(room)


def test_statements_become_cases(room: Room) -> None:
    """Karen goes on: a case for each statement, an item for each question; going back changes none of them."""
    wrote(room, room.phones[0], KNOWS, CALLS)
    to_merging(room)
    as_they_stand(room)
    go_on(room.control, room.facts.revision)
    known = room.facts
    assert known.phase is PhaseCode.JUDGE
    assert {case.title for case in known.cases} == {KNOWS, CALLS}
    assert [(item.case, item.question) for item in known.items] == [
        (case, question) for case in (0, 1) for question in ("Hvor vigtigt er det?", "Hvor ofte lykkes det?")
    ]
    answer(room.code, room.phones[0], sent(), item=3, round_=1, values=AnswerValues(value=4))
    go_back(room.control, room.facts.revision)
    assert room.facts.phase is PhaseCode.COLLECT
    with pytest.raises(NotNow):
        put_together(room.control, room.facts.revision, ["Noget helt andet"], {})
    with pytest.raises(NotNow):
        take_back(room.code, room.phones[0], sent(), 0)
    assert KNOWS in screen(room)
    go_on(room.control, room.facts.revision)
    go_on(room.control, room.facts.revision)
    assert (room.facts.cases, room.facts.items) == (known.cases, known.items)
    assert room.facts.collecting is Collecting.LEFT


@pytest.mark.parametrize("phase", [PhaseCode.JUDGE, PhaseCode.REVEAL, PhaseCode.AGREE])
def test_without_a_statement_nobody_judges(room: Room, phase: PhaseCode) -> None:
    """Karen is too quick: she is told what is missing, and nothing is lost."""
    wrote(room, room.phones[0], KNOWS)
    with pytest.raises(StatementsNeeded):
        room.to(phase)
    assert room.facts.phase is PhaseCode.COLLECT
    assert own(room, 0) == [KNOWS]
    sent_ = {"act": "jump", "phase": phase.value, "revision": str(room.facts.revision)}
    assert "Der skal stå mindst én linje" in _post(room, sent_)


def test_saving_nothing_says_so(room: Room) -> None:
    """Karen saves with every contribution left out: she is told; once something stands there she may clear it."""
    wrote(room, room.phones[0], KNOWS)
    to_merging(room)
    mark = listed_in(room)[KNOWS]
    sent_ = {"act": "merge", "statement-0": "", f"under-{mark}": "", "revision": str(room.facts.revision)}
    assert "Der er ikke gemt noget endnu." in _post(room, sent_)
    assert room.facts.statements == ()
    as_they_stand(room)
    merged(room, [""])
    assert room.facts.statements == ()


def _post(room: Room, fields: dict[str, str]) -> str:
    made = Client().post(
        f"/styring/{room.control}/", urlencode(fields), content_type="application/x-www-form-urlencoded"
    )
    return made.content.decode()


def _send(room: Room, place: int, fields: dict[str, str]) -> tuple[int, str]:
    made = Client().post(
        f"/d/{room.code}/{room.phones[place]}/",
        urlencode({"key": sent(), **fields}),
        content_type="application/x-www-form-urlencoded",
    )
    return made.status_code, made.content.decode()


def test_a_citizens_number_is_blocked_at_its_field(room: Room) -> None:
    """Ida writes a CPR number in her second line: that line says so, both stand there still, and nothing is kept."""
    status, told = _send(room, 0, {"act": "write", "t0": KNOWS, "t1": "Som for 010203-1234", "t2": ""})
    assert status == 400
    assert told.count("CPR-nummer") >= 1
    assert 'id="error-t1"' in told
    assert 'id="error-t0"' not in told
    assert KNOWS in told
    assert "Som for 010203-1234" in told
    assert Contribution.objects.count() == 0


def test_a_name_is_asked_about_once(room: Room) -> None:
    """Ida names a colleague: she is asked, has seen it through, and it is kept."""
    fields = {"act": "write", "t0": "Når vi gør som Asta Holmgaard gør", "t1": "", "t2": ""}
    status, told = _send(room, 0, fields)
    assert status == 400
    assert 'name="seen"' in told
    status, told = _send(room, 0, {**fields, "seen": "1"})
    assert status == 200
    assert own(room, 0) == ["Når vi gør som Asta Holmgaard gør"]


@pytest.mark.parametrize(
    ("texts", "error"),
    [
        (["ord " * 26], AnswerRefused),
        (["o" * 401], AnswerRefused),
        (["a", "b", "c", "d"], AnswerRefused),
        ([KNOWS, "010203-1234"], TextRefused),
        (["Ring til Asta Holmgaard"], TextAsks),
    ],
)
def test_what_cannot_be_written(room: Room, texts: list[str], error: type[SessionError]) -> None:
    """Per sends too many words, too many lines, a number or a name: what he wrote before stays as it is."""
    wrote(room, room.phones[0], KNOWS)
    with pytest.raises(error):
        wrote(room, room.phones[0], *texts)
    assert own(room, 0) == [KNOWS]


def test_twentyfive_words_fit(room: Room) -> None:
    """Twelve statements of 25 words are the most: the thirteenth and the 26th word are refused, and stay typed."""
    long = " ".join(["ord"] * 25)
    to_merging(room)
    twelve = [f"{long[:-3]}{number:03}" for number in range(12)]
    merged(room, twelve)
    assert room.facts.statements == tuple(twelve)
    with pytest.raises(PlanRefused):
        merged(room, [*twelve, "En til"])
    fields = {f"statement-{place}": text for place, text in enumerate([*twelve, "En til"])}
    told = _post(room, {"act": "merge", "revision": str(room.facts.revision), **fields})
    assert "Der kan højst være 12 udsagn." in told
    assert all(text in told for text in [*twelve, "En til"])
    fields = {"statement-0": twelve[0], "statement-1": f"{long} mere"}
    told = _post(room, {"act": "merge", "revision": str(room.facts.revision), **fields})
    assert "Nummer 2 er for langt. Skriv højst 25 ord" in told
    assert f"{long} mere" in told
    assert room.facts.statements == tuple(twelve)


def test_the_form_of_the_control(room: Room) -> None:
    """Karen puts one under a statement, uses one as it stands, and leaves one out, without JavaScript."""
    for place, text in enumerate((KNOWS, CALLS, DONE)):
        wrote(room, room.phones[place], text)
    to_merging(room)
    marks = listed_in(room)
    told = _post(
        room,
        {
            "act": "merge",
            "revision": str(room.facts.revision),
            "statement-0": "Borgeren kan få fat i os",
            f"under-{marks[KNOWS]}": "0",
            f"under-{marks[DONE]}": "-1",
            f"under-{marks[CALLS]}": "",
            "under-x": "0",
            "statement-x": "1",
            "under-y": "99999999999999",
        },
    )
    assert told == ""  # see other
    assert room.facts.statements == ("Borgeren kan få fat i os", DONE)
    rows = {row.text: row.statement for row in Contribution.objects.all()}
    assert rows == {KNOWS: 0, CALLS: None, DONE: 1}


def test_drafts_stand_ready(collect: Collect) -> None:
    """Karen begins with two statements from last year: she may change them, and nobody has to write."""
    room = open_collected(statements=("Fra sidste år", "", "Også fra sidste år"))
    assert room.facts.statements == ("Fra sidste år", "Også fra sidste år")
    assert "Fra sidste år" not in screen(room)
    room.to(PhaseCode.JUDGE)
    assert [case.title for case in room.facts.cases] == ["Fra sidste år", "Også fra sidste år"]


@pytest.mark.parametrize(
    ("statements", "error"),
    [(["x"] * 13, PlanRefused), (["ord " * 26], PlanRefused), (["010203-1234"], TextRefused)],
)
def test_drafts_are_checked(collect: Collect, statements: list[str], error: type[SessionError]) -> None:
    """A tool hands over too many or too long drafts, or a number: the session is not made."""
    with pytest.raises(error):
        open_collected(statements=statements)


def test_the_short_form_collects_nothing(collect: Collect) -> None:
    """Fifteen minutes are too short to collect: without statements there is no session."""
    with pytest.raises(PlanRefused) as refused:
        open_collected(short=True)
    assert refused.value.facts["field"] == "items"
