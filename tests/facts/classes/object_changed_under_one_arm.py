import os


class Net:
    rate = 0.1


net = Net()
if os.path.exists("slow"):
    net.rate = 0.01
# fact: net.rate = 0.01 or 0.1
