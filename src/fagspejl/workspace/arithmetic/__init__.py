"""What the answers of a room earn to be said: pure functions on whole numbers, numpy only.

No Django, no database, no clock, no words. Seeds and limits are arguments. No p-value is ever shown to people. The
formulas and every constant are told in docs/explanation/workspace-arithmetic.md.
"""
