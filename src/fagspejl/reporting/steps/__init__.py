"""A leader's report read step by step on the web."""
