rate = 0.1
exit(0)
rate = 0.5  # fact: never
