"""Workspace: what units do between two evaluations. Knows sessions and outcomes, and never who answered what."""
