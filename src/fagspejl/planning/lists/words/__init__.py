"""The sentences about lists."""
