"""Claims of the rules about rows that are trained on and tested on."""
