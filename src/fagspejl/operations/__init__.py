"""Operations: acts that cross rooms, such as closing, publishing, the night's work, due mail and reports from files.

Knows where this installation keeps keys, data and mail; never the words of a page.
"""
