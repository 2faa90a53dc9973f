import os

epochs = 10
if os.path.exists("debug"):
    epochs = 1
# fact: epochs = 1 or 10
