import os

names = [name for name in ("a", "b") if os.path.exists(name)]
# fact: names = list of unknown contents
