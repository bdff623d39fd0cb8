"""A session in which each says alone who does a task today and who should: start, picture, and what it fills in."""
