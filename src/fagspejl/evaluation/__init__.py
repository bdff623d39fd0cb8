"""Evaluation: rounds, policies, invitations, mailings, keys.

Knows who was asked about whom; never what anybody answered.
"""
