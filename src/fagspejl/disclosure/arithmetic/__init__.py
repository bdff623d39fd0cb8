"""What follows from printed cells: scores, totals, words, and every figure as flat rows. Pure."""
