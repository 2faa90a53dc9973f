import os

found = None
for name in os.listdir("runs"):
    if name == "best":
        found = "best"
        break
else:
    found = "none"
# fact: found = 'best' or 'none'
