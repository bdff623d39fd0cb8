"""The sentences of the import desk."""
