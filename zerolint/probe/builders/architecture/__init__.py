"""Claims of the rules about shapes and layers that make sense."""
