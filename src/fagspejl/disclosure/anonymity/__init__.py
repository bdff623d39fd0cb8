"""The look from outside: what a database, its backups and the files beside it give away about people. Pure.

Opens everything for reading only, knows no key, opens no answer, and starts no web framework.
"""

from fagspejl.disclosure.anonymity.inspection import NothingToInspect, Site, inspect

__all__ = ["NothingToInspect", "Site", "inspect"]
