"""The rule pages: read strictly, looked up by code or name, and started for a new rule."""
