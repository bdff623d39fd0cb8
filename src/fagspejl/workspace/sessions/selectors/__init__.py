"""What may be known of a session: facts without answers, and what is shown to everybody at once."""
