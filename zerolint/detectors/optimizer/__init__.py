"""Rules about step sizes and weights that do not move; one module a rule."""
