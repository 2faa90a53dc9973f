rate = 0.1
if False:
    rate = 0.5  # fact: never
if 0:
    rate = 0.6  # fact: never
# fact: rate = 0.1
