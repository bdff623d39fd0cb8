"""The statements of one's own report, as tools of the workspace may begin from them."""
