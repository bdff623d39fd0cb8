"""What changes competences."""
