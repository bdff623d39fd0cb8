"""What only the leader's own leader is told: her part, and the list of those whose reports she may read."""
