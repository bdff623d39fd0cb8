"""A next step that is the leader's own: what the report suggests, sheets to print, and a date. Pure."""
