"""Pages of units: one with those below, several side by side, the short version, the sum of organisations."""
