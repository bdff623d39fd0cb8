"""What is said of a questionnaire's files: Danish and English."""
