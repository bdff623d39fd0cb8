"""Mappings: what the columns, answers and rows of a file mean, as a person may write it and recognition fills it."""
