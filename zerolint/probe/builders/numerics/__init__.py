"""Claims of the rules about operations that are given numbers which they can't take."""
