"""Every sentence of the workspace, per language."""
