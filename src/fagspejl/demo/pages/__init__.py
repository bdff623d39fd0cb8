"""The demo's own pages: who is who, logging in as them, the post, the reports made from files.

They exist only where `settings.DEMO` says so: FAGSPEJL_DEMO=1 and a data folder that `fagspejl demo` made.
"""
