"""Accounts: staff users, their roles and how they log in.

Knows staff; never respondents, who have no account.
"""
