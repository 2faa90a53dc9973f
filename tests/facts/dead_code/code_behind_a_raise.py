rate = 0.1
raise SystemError
rate = 0.5  # fact: never
