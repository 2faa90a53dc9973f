"""Text that `exec` runs is not read, and what it assigns not looked for: nothing would be known behind any `exec`."""

rate = 0.1
exec("rate = 0.5")
# wrong: rate = 0.1, though rate == 0.5
