"""A round that runs: the three weeks, closing as one guided page, what came of it, and the log of who did what."""
