"""What `fagspejl demo` says, one file per language."""
