import os

if os.path.exists("fast"):

    def steps():
        return 10

else:

    def steps():
        return 1000


# fact: steps() = 10 or 1000
