"""The front page of a folder of reports: names and links in tree order, no figures. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

from fagspejl.disclosure.types import Organisation, RoundInfo
from fagspejl.lib.language import Language
from fagspejl.lib.wording import Wording
from fagspejl.reporting.page_types.report import Fact, FileLink, Head, IndexEntry, IndexPage, Labels
from fagspejl.reporting.words import words_in

FileNames = Sequence[tuple[str, str]]  # (format, href): format is html, pdf, xlsx, json or ics


def build_index(
    info: RoundInfo,
    organisation: Organisation,
    language: Language,
    *,
    leader_files: Mapping[str, FileNames],
    organisation_files: FileNames,
    release_files: FileNames,
    sheet_files: FileNames = (),
) -> IndexPage:
    """Return the list of all reports: no Release is read, so no figure can stand in it.

    `leader_files` is by leader id; a leader without files is not listed. Leaders stand in tree order, then in the
    order of the organisation.
    """
    words = words_in(language)
    labels = Labels(**{field.name: words.say(f"labels.{field.name}") for field in fields(Labels)})
    whose = info.organisation or info.title
    title = words.say("index.title")
    return IndexPage(
        kind="index",
        language=language,
        labels=labels,
        head=Head(
            document_title=words.say("index.document_title", organisation=whose) if whose else title,
            kicker=info.title or info.organisation,
            title=title,
            facts=_facts(words, info),
            purpose=words.listed("index.purpose"),
        ),
        organisation_title=words.say("index.organisation_title"),
        organisation=_links(words, organisation_files),
        leaders_title=words.say("index.leaders_title"),
        leaders=_entries(words, organisation, leader_files),
        release_title=words.say("index.release_title"),
        release_text=words.say("index.release_text"),
        release=_links(words, release_files),
        footer=tuple(text for text in (info.organisation, info.title) if text),
        sheets_title=words.say("index.sheets_title"),
        sheets_text=words.say("index.sheets_text"),
        sheets=_links(words, sheet_files),
    )


def _facts(words: Wording, info: RoundInfo) -> tuple[Fact, ...]:
    pairs = (
        ("organisation", info.organisation),
        ("period", words.period(info.opened, info.closed)),
    )
    return tuple(Fact(words.say(f"head.{name}"), text) for name, text in pairs if text)


def _links(words: Wording, files: FileNames) -> tuple[FileLink, ...]:
    return tuple(FileLink(name, words.say(f"index.{name}"), href) for name, href in files)


def _entries(
    words: Wording, organisation: Organisation, leader_files: Mapping[str, FileNames]
) -> tuple[IndexEntry, ...]:
    sign = words.say("head.path_sign")
    paths: list[tuple[str, ...]] = []
    for unit in organisation.units:
        above = paths[unit.parent] if unit.parent >= 0 else ()
        paths.append((*above, unit.name))
    ordered = sorted(organisation.leaders, key=lambda leader: leader.unit)
    return tuple(
        IndexEntry(
            name=leader.name,
            unit=organisation.units[leader.unit].name,
            path=sign.join(paths[leader.unit]),
            depth=len(paths[leader.unit]) - 1,
            files=_links(words, leader_files[leader.id]),
        )
        for leader in ordered
        if leader_files.get(leader.id)
    )
