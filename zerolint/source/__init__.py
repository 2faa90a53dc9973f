"""From files to text: which files, their Python, and the map back to the user's own coordinates."""
