"""Inspection: the look from outside at a database, its backups and the files beside it. Pure.

Knows tables, pages and files as a thief would read them; never a key or an answer, and it starts no web framework.
"""

from fagspejl.inspection.inspection import NothingToInspect, Site, inspect

__all__ = ["NothingToInspect", "Site", "inspect"]
