"""The rooms that the documents tell of: answers, and nothing else."""

from __future__ import annotations

# The worked example: before -> after, paired in order.
EXPERIENCED = ([1, 2, 2, 3, 3, 4, 8], [2, 2, 3, 3, 3, 4, 6])
NEW = ([5, 6, 8, 9, 9], [4, 5, 6, 6, 7])
# Familieenheden's three cases: experienced, new.
CASE_1 = (EXPERIENCED[0], NEW[0])
CASE_5 = ([1, 2, 2, 3, 3, 7, 8], [2, 7, 8, 8, 9])
CASE_8 = ([3, 4, 4, 4, 4, 5, 5], [3, 4, 5, 5, 6])
# Kræftafdelingen: "Dokumentationen er færdig, før jeg går hjem", day shift and evening shift.
IMPORTANCE = ([9, 9, 8, 10, 9, 8, 9, 10, 8, 9], [10, 9, 9, 10, 8, 10])
PRACTICE = ([8, 3, 7, 9, 4, 6, 8, 2, 5, 7], [3, 4, 2, 5, 3, 4])
DOERS = ((5, 0, 3), (6, 0, 3), (6, 1, 2), (7, 1, 2), (7, 1, 1), (7, 2, 1), (8, 1, 1), (8, 2, 0))
RECEIVERS = ((2, 1, 3), (2, 1, 3), (2, 2, 2), (3, 1, 2), (4, 1, 1), (4, 1, 1), (5, 1, 0), (5, 0, 1))
