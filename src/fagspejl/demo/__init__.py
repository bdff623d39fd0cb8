"""Demo: the invented organisation, its answers, its two rounds and its pages, the same every time on every machine.

Knows everything above which it is built; never imported by any other room.
"""
