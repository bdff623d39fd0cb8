"""What is drawn of shown items: the dot picture of one, or what a tool registered for its template."""
