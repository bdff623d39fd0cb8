"""Whether a draft is ready to open: one list of checks, each green, amber or red. Red is in the way."""

from fagspejl.operations.services.readiness.checks import Check, Light, Readiness, readiness

__all__ = ["Check", "Light", "Readiness", "readiness"]
