"""Agreement of raters and judges."""
