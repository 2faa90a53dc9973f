DEBUG = False
epochs = 100
if DEBUG:
    epochs = 1  # fact: never
# fact: epochs = 100
