"""Comments that suppress findings: read, matched with what is found, and written."""
