import random
import time

# fact: time.time() = unknown (call of time.time)
# fact: random.random() = unknown (call of random.random)
