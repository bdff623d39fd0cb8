"""The words of the demo's own pages."""
