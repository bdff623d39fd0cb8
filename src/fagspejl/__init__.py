"""Fagspejl: an honest mirror of professional leadership, and what happens afterwards."""

__version__ = "0.1.0"
