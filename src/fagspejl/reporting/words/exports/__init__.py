"""The words of exported files."""
