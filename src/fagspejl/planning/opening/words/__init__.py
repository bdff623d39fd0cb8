"""The sentences of the pages of opening."""
