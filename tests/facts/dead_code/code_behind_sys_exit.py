import sys

rate = 0.1  # fact: rate = 0.1
sys.exit()
rate = 0.5  # fact: never
