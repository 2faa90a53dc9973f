builders = []
for units in (64, 32):

    def build():
        return units

    builders.append(build)
# fact: builders[0]() = 32
