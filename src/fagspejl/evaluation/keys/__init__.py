"""Round keys: what is derived from them, and the files they are kept in."""
