"""What is measured of answers: blocks, cells, and the few other things that are not arithmetic on them. Pure."""
