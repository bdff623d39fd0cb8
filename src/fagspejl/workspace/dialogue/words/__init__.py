"""The sentences of the talk with employees."""
