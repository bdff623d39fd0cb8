"""Disclosure: blocks, cells, everything printed, and the audit. THE DOOR.

Knows what may be shown; never how a page looks.
"""
