"""Questions asked live in the room of a course."""
