"""The level of load of a day's shifts, offered by one tool and read by others."""
