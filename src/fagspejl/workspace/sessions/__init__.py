"""The engine of every session: phases, joining, answers and what is left of them, and what is said of a finding."""
