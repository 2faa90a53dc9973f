"""Measurements for the rules about the order and supply of the events of a run."""
