"""Statistics whose target is the leader: differences between leaders, shrinkage, response surfaces."""
