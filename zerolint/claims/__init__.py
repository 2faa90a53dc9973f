"""What the probe is to check of a finding, as data."""
