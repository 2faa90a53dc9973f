"""The settings: what can be said, where it is read from, and which rules that switches on."""
