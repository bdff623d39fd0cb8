"""Commands for what stands in the workspace: units that change, and the keys of private notes."""
