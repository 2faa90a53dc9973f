import os

# fact: os.environ.get("LR") = unknown (the environment)
