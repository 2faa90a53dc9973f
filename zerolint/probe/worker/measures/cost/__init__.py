"""Measurements for the rules about contracts between outputs, labels and losses."""
