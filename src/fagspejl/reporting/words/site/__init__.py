"""Words of the served pages about reports: the list, the bar above a report, who has looked."""
