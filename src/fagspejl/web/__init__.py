"""Web: layouts, components, design tokens, fonts. Knows how things look; never a domain room."""
