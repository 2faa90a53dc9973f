class Node:
    def __init__(self, name, parent=None):
        self.name = name
        self.parent = parent


root = Node("root")
leaf = Node("leaf", Node("middle", root))
root.name = "changed"
# fact: leaf.parent.parent.name = 'changed'
