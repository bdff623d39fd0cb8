"""The mails of a round: their words, when they go, how long it takes, how they look; a calendar and lines for the intranet."""
