"""Pictures of the workspace as SVG: a frozen picture in, a string out. Pure: no Django, no database, no clock."""
