"""Everything that writes quality pictures."""
