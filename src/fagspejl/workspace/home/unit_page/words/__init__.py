"""The sentences of the unit's page and of what its leader releases."""
