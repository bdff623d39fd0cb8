"""Config: settings, environment, addresses, middleware, error pages: wiring only.

Knows every room by name and ties them together; never a rule of the domain.
"""
