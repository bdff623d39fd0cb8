"""One person's link was lost, leaked, or should not have been given: Bente corrects it, and learns nothing by it."""

from __future__ import annotations

import re
import stat
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from django.conf import settings
from django.core import mail

from fagspejl.answering.errors import LinkDead
from fagspejl.answering.services import open_answer, submit, who_has_answered
from fagspejl.answering.types import Place
from fagspejl.audit.models import AccessEntry
from fagspejl.commands.cli import main
from fagspejl.evaluation.keys.derivation import in_groups, link_of
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.models import Invitation, Round, RoundRates
from fagspejl.evaluation.selectors import key_check_of
from fagspejl.evaluation.services.rates import keep_rates
from fagspejl.evaluation.types import RoundState
from fagspejl.lib.clock import utc_now
from fagspejl.mailing.models import Mailing, Outbox
from fagspejl.organisation.models import Person
from support.pdf import pdf_text
from support.roster import CAST, employees, opened

pytestmark = pytest.mark.django_db(transaction=True)
LINK = re.compile(r"/svar/([a-z2-7]{26})/")


def run(*arguments: object, code: int = 0, answer: str | None = None) -> Result:
    """Run a command and check its exit code."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=answer)
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def round_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """An open round of the cast and of six more whom Karen leads; its keys lie where commands look."""
    monkeypatch.setenv("FAGSPEJL_MAIL_PER_MINUTE", "none")
    later = utc_now()
    made, keys = opened(tmp_path, *CAST, *employees(6), now=later, deadline=later + timedelta(days=14))
    monkeypatch.setattr(settings, "KEYS", keys.folder)
    monkeypatch.setenv("FAGSPEJL_ESCROW", str(keys.escrow))
    return made


def key_of(round_id: UUID) -> bytes:
    """The round's key."""
    return KeyStore(settings.KEYS, None).read(round_id, key_check_of(round_id))


def place(round_id: UUID, rater: str, leader: str = "karen") -> Place:
    """Where this rater's answer about this leader lies now."""
    one = Invitation.objects.get(round_id=round_id, person__key=rater, leader__key=leader)
    return Place(link_of(key_of(round_id), round_id, one.id, one.generation), round_id, one.form)


def answer(where: Place, value: int = 4) -> None:
    """Answer one statement."""
    submit(where, {"shared_quality": value}, save_id=f"s{value}")


def test_a_lost_link(round_id: UUID) -> None:
    """Sofie had answered and lost her mail: her old link is dead, her answer lies under the new one, and one mail goes."""
    run("round", "invite", round_id, "--now", "--quiet")
    (first,) = [message for message in mail.outbox if message.to == ["sofie@egedal.example"]]
    mail.outbox.clear()
    before = place(round_id, "sofie")
    answer(before)
    said = run("round", "reissue", round_id, "sofie").output
    assert "Sofie Berg har fået et nyt link til at svare om Karen Lund." in said
    with pytest.raises(LinkDead):
        answer(before, 1)
    after = place(round_id, "sofie")
    assert open_answer(after).has_submitted
    assert not Invitation.objects.filter(moving=True).exists()
    assert mail.outbox == []
    run("worker", "--once", "--quiet")
    (message,) = mail.outbox
    assert message.to == ["sofie@egedal.example"]
    assert message.subject == "Nyt link: Faglig ledelse 2026"
    assert LINK.findall(str(message.body)) == [after.link]
    assert message.extra_headers["Message-ID"] != first.extra_headers["Message-ID"]
    assert "Nyt link 1: færdig" in run("round", "status", round_id).output


@pytest.mark.parametrize("command", [("reissue",), ("revoke", "--reason", "left", "--yes")])
def test_nothing_tells_who_had_answered(round_id: UUID, command: tuple[str, ...]) -> None:
    """Person 0 had answered and Person 1 had not: Bente reads the same words, and the log holds the same facts."""
    answer(place(round_id, "p0"))
    told = []
    for number in (0, 1):
        result = run("round", command[0], round_id, f"p{number}", *command[1:])
        told.append((result.output + result.stderr).replace(f"Person {number}", "Person"))
    assert told[0] == told[1]
    lines = AccessEntry.objects.filter(event__in=("link_reissued", "link_revoked")).order_by("number")
    shapes = [{**line.facts, "invitation": ""} for line in lines]
    assert len(shapes) == 2
    assert shapes[0] == shapes[1]
    states = set(Outbox.objects.values_list("state", "lease", "mailing__kind"))
    assert states == ({("queued", None, "reissue")} if command[0] == "reissue" else set())


def test_the_link_about_one_leader(round_id: UUID) -> None:
    """Ida rates Karen, Mads and herself; her link about Karen leaked. The other two stay; the mail holds all three."""
    links = {leader: place(round_id, "ida", leader).link for leader in ("ida", "mads", "karen")}
    run("round", "reissue", round_id, "ida@EGEDAL.example", "--leader", "Karen Lund", "--quiet")
    now = {leader: place(round_id, "ida", leader).link for leader in links}
    assert {leader for leader in links if links[leader] != now[leader]} == {"karen"}
    run("worker", "--once", "--quiet")
    assert set(LINK.findall(str(mail.outbox[0].body))) == set(now.values())
    (line,) = AccessEntry.objects.filter(event="link_reissued")
    asked = Invitation.objects.get(person__key="ida", leader__key="karen")
    assert line.object == str(round_id)
    assert line.facts == {"invitation": str(asked.id), "by": "mail"}


def test_a_new_link_by_letter(round_id: UUID, tmp_path: Path) -> None:
    """Omar has no address: without a file Bente is told so and nothing happens; with one he gets one letter."""
    before = place(round_id, "omar")
    refused = run("round", "reissue", round_id, "omar", code=1).stderr
    assert "Omar Said har ingen e-mailadresse." in refused
    assert place(round_id, "omar") == before
    file = tmp_path / "omar.pdf"
    run("round", "reissue", round_id, "omar", "--letters", file, "--quiet")
    words = " ".join(pdf_text(file.read_bytes()).split())
    assert in_groups(place(round_id, "omar").link) in words
    assert "Sofie" not in words
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not Mailing.objects.exists()
    now = place(round_id, "omar")
    assert "findes i forvejen" in run("round", "reissue", round_id, "omar", "--letters", file, code=1).stderr
    assert place(round_id, "omar") == now


def test_killed_before_the_answer_had_moved(round_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command dies between its transactions: the mail still goes with the new link, and the next run moves the answer."""
    answer(place(round_id, "sofie"))

    def killed(*_: object) -> None:
        raise SystemExit(137)

    with monkeypatch.context() as cut:
        cut.setattr("fagspejl.answering.services.finish_moves", killed)
        run("round", "reissue", round_id, "sofie", code=137)
    assert Invitation.objects.filter(moving=True).count() == 1
    monkeypatch.setattr("fagspejl.operations.services.duties.NIGHT_FROM", 24)  # the night would move it too
    run("worker", "--once", "--quiet")
    assert LINK.findall(str(mail.outbox[0].body)) == [place(round_id, "sofie").link]
    run("round", "reissue", round_id, "sofie", "--quiet")
    assert LINK.findall(str(mail.outbox[0].body)) == [place(round_id, "sofie").link]
    assert open_answer(place(round_id, "sofie")).has_submitted


def test_somebody_who_left(round_id: UUID) -> None:
    """Sofie left: Bente is asked first; no changes nothing, yes kills her link, and no mail of the round goes to her."""
    where = place(round_id, "sofie")
    answer(where)
    asked = run("round", "revoke", round_id, "Sofie Berg", "--reason", "left", code=1, answer="n\n").output
    assert "Sofie Berg bliver ikke længere spurgt om: Karen Lund." in asked
    assert not Invitation.objects.filter(revoked=True).exists()
    run("round", "revoke", round_id, "Sofie Berg", "--reason", "left", answer="y\n")
    with pytest.raises(LinkDead):
        answer(where, 1)
    (line,) = AccessEntry.objects.filter(event="link_revoked")
    assert line.facts["reason"] == "left"
    run("round", "invite", round_id, "--now", "--quiet")
    assert ["sofie@egedal.example"] not in [message.to for message in mail.outbox]
    assert "1 links er trukket tilbage." in run("round", "status", round_id).output
    assert "hedder »sofie«, eller flere gør" in run("round", "reissue", round_id, "sofie", code=2).stderr


def test_taking_somebody_off_the_list_does_not_move_a_rate(round_id: UUID) -> None:
    """Six of eight have answered about Karen. Whether Bente revokes one who had or one who had not: the same rate."""
    for number in range(6):
        answer(place(round_id, f"p{number}"))

    def rates() -> dict[str, int]:
        keep_rates(round_id, who_has_answered(round_id, key_of(round_id)), night=date(2026, 9, 3))
        return dict(RoundRates.objects.get(round_id=round_id).tens)

    before = rates()
    assert before["fam"] == 70
    for person in ("sofie", "p0", "p1"):
        run("round", "revoke", round_id, person, "--reason", "other", "--yes", "--quiet")
        assert rates() == before


def test_who_is_meant_must_be_clear(round_id: UUID) -> None:
    """A name that nobody has, a leader whom she does not rate, and nothing at all are refused with exit code 2."""
    assert "»Niels«" in run("round", "reissue", round_id, "Niels", code=2).stderr
    assert "»" in run("round", "reissue", round_id, "  ", code=2).stderr
    assert "»mads«" in run("round", "reissue", round_id, "sofie", "--leader", "mads", code=2).stderr
    Person.objects.filter(key="p0").update(name="Sofie Berg")
    assert "»Sofie Berg«" in run("round", "reissue", round_id, "Sofie Berg", code=2).stderr
    assert "Sofie Berg" in run("round", "reissue", round_id, "sofie").output
    assert "--reason" in run("round", "revoke", round_id, "sofie", code=2).stderr


@pytest.mark.parametrize("state", [RoundState.CLOSING, RoundState.SEALED, RoundState.PUBLISHED])
@pytest.mark.parametrize("command", [("reissue",), ("revoke", "--reason", "left", "--yes")])
def test_only_while_the_round_is_open(round_id: UUID, state: RoundState, command: tuple[str, ...]) -> None:
    """Once the round is being closed, the list of those who are asked stands."""
    Round.objects.filter(id=round_id).update(state=state)
    before = list(Invitation.objects.order_by("id").values_list("generation", "revoked", "lookup"))
    assert "Rundens tilstand er" in run("round", command[0], round_id, "sofie", *command[1:], code=1).stderr
    assert list(Invitation.objects.order_by("id").values_list("generation", "revoked", "lookup")) == before
