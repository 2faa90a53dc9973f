import os

fast = False and os.path.exists("a")
slow = True or os.path.exists("a")
# fact: fast = False
# fact: slow = True
