"""Planning: the planner's pages, from the roster to the published round.

Knows what may be done with a round and in which order; never what anybody answered, a round's key or the command line.
"""
