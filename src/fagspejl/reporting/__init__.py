"""Reporting: what a reader is told, in words, pictures and files.

Knows the Release; never raw answers or thresholds.
"""
