"""Professional agreements: how we do it here, when we do not, and whether it holds.

Knows agreements, their versions and counts of what people said of a week. Never knows who pressed what.
"""
