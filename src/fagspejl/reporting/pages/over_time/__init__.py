"""Two rounds beside each other: whether they may be compared, the words for it, and the section of a page. Pure."""
