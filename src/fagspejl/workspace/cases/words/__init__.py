"""The sentences of sparring on cases, on staff's pages and on the unit's page."""
