import os

epoch = -1
for epoch in range(3):
    if os.path.exists("stop"):
        break
# fact: epoch = 0 or 1 or 2
