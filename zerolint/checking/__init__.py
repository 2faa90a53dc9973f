"""The checking of a file, from its bytes to its report."""
