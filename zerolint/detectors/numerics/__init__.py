"""Rules about operations that are given numbers which they can't take; one module a rule."""
