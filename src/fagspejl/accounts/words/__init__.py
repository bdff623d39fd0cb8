"""Words of the pages and mails about logging in."""
