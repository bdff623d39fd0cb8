"""The words of the version for employees and of the meeting at which it is shown."""
