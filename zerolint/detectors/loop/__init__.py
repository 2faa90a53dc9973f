"""Rules about the order and supply of the events of a run; one module a rule."""
