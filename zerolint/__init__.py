"""zerolint finds the lines of a training script that make its reported cost meaningless."""

__version__ = "0.1.0"
