"""Opening a round: everything that must be in order first, the order to the worker, and the invitations."""
