"""The life of an agreement: picture, sentences and table, made from what its pulse shows and nothing else."""
