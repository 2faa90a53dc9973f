import os

best = None
for name in os.listdir("runs"):
    best = 1
# fact: best = None or 1
