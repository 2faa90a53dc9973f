"""What a finding is: its place, its reasons, what would fix it, and what it is recognised by later."""
