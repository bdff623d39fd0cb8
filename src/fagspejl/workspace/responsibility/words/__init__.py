"""Words of the tool, per language."""
