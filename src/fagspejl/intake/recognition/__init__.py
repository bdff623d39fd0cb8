"""Recognition: what a file's sheets, headings and values mean, said as a mapping, with what is to be asked about."""
