"""What the check of a release says: Danish and English."""
