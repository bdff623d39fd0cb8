"""Analysis: arrays in, statistics out.

Knows numbers, scales and policies; never people, wording or Django.
"""
