"""Judgement (T1, Skønsøvelse): the same case judged by everybody alone, then talked about.

Knows vignettes and the picture of answers; never who answered.
"""
