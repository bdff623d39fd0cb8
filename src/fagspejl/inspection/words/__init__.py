"""What the look from outside says: Danish and English."""
