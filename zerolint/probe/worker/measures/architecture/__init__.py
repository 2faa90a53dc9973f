"""Measurements for the rules about shapes and layers that make sense."""
