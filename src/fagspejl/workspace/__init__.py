"""The workspace (Arbejdsrum): what happens between two leadership evaluations."""
