"""The gates of code review: what a report leaves out because it was there before."""
