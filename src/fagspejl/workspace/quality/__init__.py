"""Pictures of quality: what a unit calls good here, how important each of it is, and whether it happens.

Knows statements, their headings year by year and the guide marks on the wall. Never knows who wrote or rated what.
"""
