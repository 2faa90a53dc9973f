"""Rules about rows that are trained on and tested on; one module a rule."""
