"""Rules about shapes and layers that make sense; one module a rule."""
