"""The demo's answers as each survey system would export them, to try on `fagspejl report`; rosters likewise."""
