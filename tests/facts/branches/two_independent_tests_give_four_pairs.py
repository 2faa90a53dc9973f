import os

rate = 0.1 if os.path.exists("a") else 0.01
epochs = 1 if os.path.exists("b") else 50
# fact: rate * epochs = 0.1 or 5.0 or 0.01 or 0.5
