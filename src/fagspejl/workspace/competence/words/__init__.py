"""The sentences of the competence overview, on the staff's pages."""
