"""Config: settings, the command line, the error table. Sees every room; holds no domain rule."""
