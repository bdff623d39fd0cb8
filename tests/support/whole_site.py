"""A site with one of everything, for tests that ask for every address: a published round, rooms, paths, agreements."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import LazySettings
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from access.matrix import CAST
from fagspejl.accounts.models import User
from fagspejl.accounts.selectors import account_of
from fagspejl.disclosure.selectors import parts_of_round
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.lib.clock import utc_now
from fagspejl.organisation.models import Unit
from fagspejl.web.assets import address
from fagspejl.workspace.cases.models import PatternIdea
from fagspejl.workspace.cases.services.ideas import take_idea
from fagspejl.workspace.courses.selectors import course_of
from fagspejl.workspace.judgement.services import write_vignette
from fagspejl.workspace.judgement.vignettes import shipped
from fagspejl.workspace.paths.models import FollowUpPath, PathStep
from fagspejl.workspace.paths.services.making import make_due
from fagspejl.workspace.reflection.services.writing import keep_note
from fagspejl.workspace.reflection.types import NoteFacts, NoteKind
from fagspejl.workspace.sessions.models import Session
from fagspejl.workspace.sessions.selectors.sessions import display_key_here
from support.agreed import begun, drafted
from support.followed import put_above
from support.held_course import made_course
from support.held_quality import begun_picture
from support.loaded import levels_in
from support.noted import drafted_note, sent_note
from support.published import account, published_round
from support.room import open_room
from support.sparring import carded, patterned
from support.staff import PER, log_in, somebody
from support.unit_page import page_of

Cookies = dict[str, str]


def whole_site(tmp_path: Path, settings: LazySettings) -> tuple[dict[str, Cookies], dict[str, object]]:
    """Make it; return everybody's cookies, and what stands in the paths of the access matrix."""
    settings.DATA = tmp_path / "data"  # keys of notes lie there
    promised = RoundPolicyValues(access=AccessPolicy(team_version=True))
    made = published_round(tmp_path, policy=promised)
    head = next(part.id for part in parts_of_round(made.id) if part.kind == "head")
    cookies = _everybody()
    karen = User.objects.get(email="karen@fjordby.dk")
    data = {"name": "Telefon", "credential": _passkey()}
    key = Authenticator.objects.create(user=karen, type="webauthn", data=data)
    room = open_room()
    facts = {"room": room.code, "phone": room.phone(), "control": room.control}
    facts["screen"] = display_key_here(room.facts)
    facts |= {"report": made.part["Karen"], "round": made.id, "nothing": uuid4(), "head": head, "key": key.pk}
    facts |= _workspace() | {"path": _path(), "note": _note()} | _upward()
    return cookies, {**facts, "style": address("site.css")}


def _passkey() -> dict[str, object]:
    """Return what a browser sends about a new passkey, as allauth keeps it."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    made = AttestedCredentialData.create(bytes(16), b"telefon", public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    about = AuthenticatorData.create(hashlib.sha256(b"testserver").digest(), flags, 0, made)
    asked = CollectedClientData.create("webauthn.create", b"0", "http://testserver")
    answer = {"clientDataJSON": asked, "attestationObject": AttestationObject.create("none", about, {})}
    return {
        "id": websafe_encode(b"telefon"),
        "rawId": websafe_encode(b"telefon"),
        "type": "public-key",
        "response": {name: websafe_encode(part) for name, part in answer.items()},
        "clientExtensionResults": {},
    }


def _everybody() -> dict[str, Cookies]:
    """Log the whole cast in and return each one's cookies."""
    people = {
        "Lone": somebody("Lone"),
        "Karen": account("Karen"),
        "Ida": account("Ida"),
        "Mads": account("Mads"),
        "Bente": somebody("Bente", "planner", app=True),
        "Per": somebody("Per", "operator", app=True),
        "Dorte": somebody("Dorte", "dpo", app=True),
        "Nina": somebody("Nina", "planner"),
        "Vibe": somebody("Vibe", "lecturer", app=True),
    }
    cookies: dict[str, Cookies] = {"nobody": {}}
    for name, who in people.items():
        client = Client()
        log_in(client, who)
        cookies[name] = {cookie.key: cookie.value for cookie in client.cookies.values()}
    assert set(cookies) == set(CAST)
    return cookies


def _workspace() -> dict[str, object]:
    """Make Karen's unit a session that is open and one prepared, and something of each tool."""
    unit = Unit.objects.get(key="familie").id
    session, prepared = open_room(units=(unit,)), open_room(units=(unit,))
    Session.objects.filter(id=prepared.id).update(opened_on=None, code_hash=None)
    vignette = write_vignette(unit, "da", shipped("da")[0], actor=PER)
    agreements = {"agreement": begun(unit), "draft": drafted(unit)}
    levels_in(unit)
    take_idea(unit, "en pårørende ringer om natten")
    sparring = {
        "case": carded(unit).id,
        "pattern": patterned(unit),
        "idea": PatternIdea.objects.get(unit=unit).id,
        "unit_page": page_of(unit),
    }
    kept = {"vignette": vignette, "picture": begun_picture(unit), **agreements, **sparring}
    kept |= _course()
    return {"unit": unit, "session": session.id, "prepared": prepared.id, **kept}


def _course() -> dict[str, object]:
    """Make Vibe a course that is not held yet."""
    vibe = account_of("vibe@fjordby.dk")
    assert vibe is not None
    made = made_course(vibe.staff)
    known = course_of(made)
    assert known is not None
    return {"course": made, "block": known.blocks[0].id}


def _path() -> UUID:
    """Give Karen's report its path, with Mads as her own leader and a day for their talk."""
    put_above("Mads", "Karen")
    make_due(utc_now())
    path = FollowUpPath.objects.get(owner__name="Karen")
    PathStep.objects.filter(path=path, kind="own_leader_talk").update(planned_on=path.released_on)
    return path.id


def _upward() -> dict[str, object]:
    """Let Karen's unit send a note to Mads, her own leader, and begin another."""
    unit = Unit.objects.get(key="familie").id
    return {"upward": sent_note(unit, "Mads"), "upward_draft": drafted_note(unit)}


def _note() -> UUID:
    """Let Karen write a note for herself."""
    note = NoteFacts(
        id=uuid4(), kind=NoteKind.QUESTION, question=6, written_on=date(2026, 3, 3), texts=("Mit", "", "")
    )
    keep_note(account("Karen").staff.id, note)
    return note.id
