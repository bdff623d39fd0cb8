"""The sentences of agreements, on the staff's pages."""
