"""The page model in its parts: what a page says, before anything draws it."""
