"""The sentences of the staff's side of the workspace."""
