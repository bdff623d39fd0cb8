"""Self-test: every statistic against reference values that were computed elsewhere, mostly in R.

Knows how a reference folder is laid out (its README.md); never where it lies. The only part of analysis that reads
files. GPL data stay in the repository's test material and out of the wheel, so a folder must be given.
"""

from fagspejl_selftest.running import Outcome, Row, load_cases, run_case, selftest

__all__ = ["Outcome", "Row", "load_cases", "run_case", "selftest"]
