"""Lists before a round opens: the leader's own page, and the planner's, who decides."""
