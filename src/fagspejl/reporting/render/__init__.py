"""Render: the page model as HTML, SVG and PDF. Knows looks and geometry; adds no word and no number."""
