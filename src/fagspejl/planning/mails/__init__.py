"""The mails of a round: their words and looks, when they go, how long it takes; a calendar, and lines to pass on."""
