"""District, streets, communities, grids, compounds, buildings, stairs and dwellings; what lies where."""
