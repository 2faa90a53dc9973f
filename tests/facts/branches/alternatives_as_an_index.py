import os

names = ["a", "b", "c"]
place = 0 if os.path.exists("first") else 2
# fact: names[place] = 'a' or 'c'
