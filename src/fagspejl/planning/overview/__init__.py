"""The desk's first page, a round with its steps, and the page that waits for an order."""
