import os

rate = 0.1
os._exit(0)
rate = 0.5  # fact: never
