"""Config: settings, the command line, the error table.

Knows every room and ties them together; never a rule of the domain.
"""
