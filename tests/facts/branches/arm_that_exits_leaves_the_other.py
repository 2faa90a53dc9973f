import os
import sys

if os.path.exists("data"):
    folder = "data"
else:
    folder = "missing"
    sys.exit(1)
# fact: folder = 'data'
