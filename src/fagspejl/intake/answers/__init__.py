"""Answer files: what a survey system exports, with a leaders file and a mapping, becomes one checked round."""
