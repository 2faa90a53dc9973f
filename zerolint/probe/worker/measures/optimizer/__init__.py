"""Measurements for the rules about step sizes and weights that do not move."""
