"""Sessions: the engine of every exercise that is held together. The only reader of what participants answered."""
