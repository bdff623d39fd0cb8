"""The sentences of the relief round."""
