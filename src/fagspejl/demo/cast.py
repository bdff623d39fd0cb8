"""cast.json: who is who in the demo, how to log in as them, and the links that all recipients have in their post.

The start page is made from this file, so that what it lists and what a script finds are the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from fagspejl.demo.catalogue import read_toml
from fagspejl.demo.people import DemoPerson
from fagspejl.demo.rounds import Link, Made, MadeRound
from fagspejl.demo.story import Story, offered_peer
from fagspejl.disclosure.selectors import LeaderPart, leader_part, parts_of_round
from fagspejl.disclosure.types import Code, Response
from fagspejl.evaluation.keys.derivation import in_groups
from fagspejl.organisation.selectors import people

FILE = "cast.json"
_ROLES = {"karen": "leader", "mads": "superior", "ida": "leader", "lone": "outsider"}


@dataclass(frozen=True, slots=True)
class _Names:
    """Roster id -> person, and what the rest is found by."""

    base_url: str
    people: Mapping[str, DemoPerson]
    ids: Mapping[str, UUID]
    units: Mapping[str, str]


def write_cast(path: Path, story: Story, made: Made, base_url: str) -> None:
    """Write the file."""
    names = _Names(
        base_url,
        {one.id: one for one in story.people},
        {person.key: person.id for person in people()},
        {unit.id: unit.name for unit in story.catalogue.units},
    )
    reports = {part.key: part.id for part in parts_of_round(made.past.id) if part.kind == "leader"}
    content = {
        "base_url": base_url,
        "people": [*_cast(story, names, reports, made.past), *_staff(base_url)],
        "rounds": [_round(made.past, "published"), _round(made.present, "open")],
        "leaders": [
            _leader(story.people, names, leader.id, reports, made.past) for leader in story.catalogue.leaders
        ],
        "respondents": [_respondent(link, names) for link in made.links],
        "shown": [_respondent(link, names) for link in _shown(story, made.links)],
        "worth_seeing": _worth_seeing(story, names, reports),
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_cast(folder: Path) -> dict[str, Any]:
    """Return what `write_cast` wrote into the demo's data folder."""
    content: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return content


def _round(made: MadeRound, state: str) -> dict[str, str]:
    return {
        "id": str(made.id),
        "title": made.title,
        "state": state,
        "opened_at": made.dates.opens.isoformat(),
        "deadline": made.dates.deadline.isoformat(),
    }


def _login(base_url: str, key: str) -> dict[str, object]:
    address = f"{base_url}/demo/som/{key}/"
    return {"login_link": address, "login": {"method": "POST", "url": address}}


def _cast(
    story: Story, names: _Names, reports: Mapping[str, UUID], past: MadeRound
) -> Iterable[dict[str, object]]:
    for key, role in _ROLES.items():
        one = story.person(key.title())
        leader = _leader(story.people, names, one.id, reports, past)
        yield {**leader, "key": key, "role": role, **_login(names.base_url, key)}


def _staff(base_url: str) -> Iterable[dict[str, object]]:
    data = read_toml("people.toml")
    for key, staff in data["staff"].items():
        email = f"{key}@{data['domain']}"
        told = {"key": key, "name": staff["name"], "role": staff["role"], "email": email, "reports": []}
        yield told | _login(base_url, key)


def _leader(
    everybody: Iterable[DemoPerson], names: _Names, leader: str, reports: Mapping[str, UUID], past: MadeRound
) -> dict[str, object]:
    """A leader with the reports that the leader may read: the own, and those of the leaders right below."""
    one = names.people[leader]
    read = [leader, *(other.id for other in everybody if other.leads and leader in other.leaders)]
    return {
        "key": leader,
        "id": str(names.ids[leader]),
        "name": one.name,
        "unit": names.units[one.unit],
        "role": "leader",
        "email": one.email,
        "report": str(reports[str(names.ids[leader])]),
        "reports": [_report(other, names, reports, past) for other in read],
        **_login(names.base_url, leader),
    }


def _report(leader: str, names: _Names, reports: Mapping[str, UUID], past: MadeRound) -> dict[str, str]:
    part = reports[str(names.ids[leader])]
    address = f"{names.base_url}/rapport/{part}/"
    return {
        "id": str(part),
        "round": str(past.id),
        "leader": str(names.ids[leader]),
        "leader_name": names.people[leader].name,
        "url": address,
        "pdf_url": f"{address}pdf/",
    }


def _respondent(link: Link, names: _Names) -> dict[str, str]:
    rater, leader = names.people[link.rater], names.people[link.leader]
    return {
        "name": rater.name,
        "unit": names.units[rater.unit],
        "email": rater.email,
        "language": rater.language,
        "leader": str(names.ids[link.leader]),
        "leader_name": leader.name,
        "perspective": link.perspective,
        "round": str(link.round),
        "link": f"{names.base_url}/svar/{link.link}/",
        "code": in_groups(link.link),
    }


def _shown(story: Story, links: Iterable[Link]) -> list[Link]:
    """The links that the start page offers: Sofie's and Omar's, Karen about herself, Mads about Karen, a peer's.

    Nobody has answered by any of them.
    """
    sofie, omar, karen, mads = (story.person(name).id for name in ("Sofie", "Omar", "Karen", "Mads"))
    of = {(link.rater, link.leader): link for link in links}
    wanted = [(sofie, karen), (omar, karen), (karen, karen), (mads, karen), offered_peer(story.people)]
    return [of[pair] for pair in wanted]


def _worth_seeing(story: Story, names: _Names, reports: Mapping[str, UUID]) -> list[dict[str, str]]:
    """A leader about whom no group is shown ("withheld"), and one for whom too few answered to speak ("grey")."""
    found: dict[str, str] = {}
    for one in story.catalogue.leaders:
        part = leader_part(reports[str(names.ids[one.id])])
        if part is not None and (kind := _kind_of_report(part)):
            found.setdefault(kind, one.id)
    return [{"kind": kind, "key": key} for kind, key in sorted(found.items(), reverse=True)]


def _kind_of_report(part: LeaderPart) -> str:
    released = part.released(with_comments=False)
    responses = [group.response for group in released.leader(part.leader).groups]
    seen = [one for one in responses if isinstance(one, Response)]
    if not seen:
        return "withheld"
    return "grey" if any(one.code == Code.FEW_ANSWERS for one in seen) else ""
