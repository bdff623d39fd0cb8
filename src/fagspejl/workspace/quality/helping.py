"""The starter cards as phones show them while people write: in the unit's own words where it has some."""

from __future__ import annotations

from fagspejl.workspace.quality.cards import StarterCard
from fagspejl.workspace.quality.selectors import cards_of
from fagspejl.workspace.quality.wordings import words_of
from fagspejl.workspace.sessions.pictures.tools import Help
from fagspejl.workspace.sessions.types import SessionFacts


def starter_cards(known: SessionFacts) -> Help:
    """Return the six cards of the unit that holds the session."""
    words = words_of(known.language)
    unit = known.units[0] if known.units else None
    beginning = words.say("quality_card.beginning")

    def lines(card: StarterCard) -> tuple[str, ...]:
        said = ((name, getattr(card, name)) for name in ("knowledge", "duty", "context"))
        more = (
            words.say("quality_card.line", label=words.say(f"quality_card.{name}"), text=text)
            for name, text in said
            if text
        )
        return f"{beginning} {card.good}", *more

    cards = [one.card for one in cards_of(unit, known.language)]
    return Help(words.say("quality_card.phone"), tuple((card.profession, lines(card)) for card in cards))
