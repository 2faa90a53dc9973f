import random

files = ["a", "b", "c"]
names = files
random.shuffle(files)
# fact: names = list of unknown contents
