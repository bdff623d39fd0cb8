"""The second copy of a round's key: the planner's page, and the employees' representative's, who has no account."""
