"""Answering: the respondent's pages and the sealed answers.

Knows what was answered under a locator; never who the respondent is.
"""
