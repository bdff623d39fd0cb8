"""Lib: the clock, ids, environment readers and the base error.

Knows the machine it runs on; never anything of the domain.
"""
