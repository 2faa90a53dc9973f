import os

kept = [1]
chosen = kept
if os.path.exists("new"):
    chosen = [5]
chosen += [2]
# fact: chosen = [5, 2] or [1, 2]
# fact: kept = [1] or [1, 2]
