"""The base of every error of ours: it is named for what happened and carries the facts."""


class FagspejlError(Exception):
    """Something people must be told about: facts are attributes, words are chosen at the edge."""
