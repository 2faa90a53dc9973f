import os


class Base:
    rate = 0.1


class Net(Base):
    if os.path.exists("slow"):
        rate = 0.01


# fact: Net().rate = 0.01 or 0.1
