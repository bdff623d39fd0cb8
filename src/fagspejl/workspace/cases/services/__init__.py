"""What changes cards, patterns, rota and ideas."""
