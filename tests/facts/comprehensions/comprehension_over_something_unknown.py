import os

names = [name.lower() for name in os.listdir("images")]
# fact: names = list of unknown contents
