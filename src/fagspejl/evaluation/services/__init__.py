"""What may be done with rounds: each service checks, changes and records in one transaction."""
