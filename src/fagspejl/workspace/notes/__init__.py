"""Notes upward: what decisions mean for the work and for citizens, with evidence; and what came back.

A note belongs to its unit. Only whoever leads the unit writes; whoever stands above in the line answers. Never a
picture of answers, and no figure that the unit does not see already.
"""
