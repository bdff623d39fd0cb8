"""The staff's side of the workspace: the unit's pages, new sessions, and a session's page before, during and after."""
