import os

names = {"a"}
if os.path.exists("b"):
    names.add("b")
# fact: len(names) = 2 or 1
