"""The sentences of the follow-up."""
