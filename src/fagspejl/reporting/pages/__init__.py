"""Pages: pure functions from the Release to a page model with finished sentences."""
