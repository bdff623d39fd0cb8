"""Words of the layout of the staff's pages and of the pages that tell what went wrong."""
