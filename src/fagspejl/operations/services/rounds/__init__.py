"""What planners do with a round that crosses rooms and needs no key."""
