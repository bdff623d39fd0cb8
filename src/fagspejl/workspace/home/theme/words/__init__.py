"""The sentences of the theme page, its time line, and the page that lays it beside a report."""
