"""Projects of several files, with the cause of a finding in another file than the run."""
