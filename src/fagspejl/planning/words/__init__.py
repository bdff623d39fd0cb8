"""The sentences that the planner's pages share."""
