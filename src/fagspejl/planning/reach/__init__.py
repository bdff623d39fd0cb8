"""Reaching everybody: letters, new links, and the poster."""
