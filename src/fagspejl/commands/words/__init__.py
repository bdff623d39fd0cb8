"""What the commands say, one file per language."""
