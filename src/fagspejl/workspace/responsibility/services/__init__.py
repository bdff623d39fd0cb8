"""What the tool writes: the map, the roles, and forgetting them."""
