"""The talk with employees about a report: with phones, or on printed cards."""
