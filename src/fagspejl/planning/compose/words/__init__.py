"""The sentences about questionnaires."""
