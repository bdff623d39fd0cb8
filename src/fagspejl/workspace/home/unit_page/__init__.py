"""The page of a unit for its staff without accounts, and what its leader releases to them."""
