"""Signed extracts of a round, the key that signs them, and the sum of several."""
