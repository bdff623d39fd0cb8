"""What is known of each survey system: what tells it, and what its columns and rows mean."""
