"""Evaluation: rounds, policies, invitations, keys.

Knows who was asked about whom; never what anybody answered.
"""
