class Node:
    def __init__(self, children=()):
        self.children = children

    def count(self):
        return 1 + sum(child.count() for child in self.children)


# fact: Node().count() = 1
