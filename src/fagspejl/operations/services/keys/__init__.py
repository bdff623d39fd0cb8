"""Where the site's keys and secrets lie."""
