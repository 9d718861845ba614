"""Rules about the components, the shells and their looks."""
