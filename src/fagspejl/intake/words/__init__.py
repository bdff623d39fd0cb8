"""What is said of files that are read: Danish and English."""
