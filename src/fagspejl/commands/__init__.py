"""Commands: the command line, one module per command.

Knows options, bars, exit codes and how an error is told at a terminal; never a rule of its own.
"""
