class Root:
    def path(self):
        return ["root"]


class Left(Root):
    def path(self):
        return ["left"] + super().path()


class Right(Root):
    def path(self):
        return ["right"] + super().path()


class Both(Left, Right):
    def path(self):
        return ["both"] + super().path()


# fact: Both().path() = ['both', 'left', 'right', 'root']
