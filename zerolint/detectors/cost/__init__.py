"""Rules about contracts between outputs, labels and losses; one module a rule."""
