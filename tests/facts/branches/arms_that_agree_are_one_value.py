import os

if os.path.exists("gpu"):
    device, batch = "gpu", 32
else:
    device, batch = "cpu", 32
# fact: batch = 32
# fact: device = 'gpu' or 'cpu'
