"""What the command line says of itself: --help and wrong use, in the reader's language.

English stands with each command, in its docstring and its options; the Danish of it in `da.toml`, examples for both in
`examples.toml`. A command of another room has these files in a folder `help` of its own.
"""
