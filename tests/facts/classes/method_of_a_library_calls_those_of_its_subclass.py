import ast


class Names(ast.NodeVisitor):
    def __init__(self):
        self.count = 0
        self.wanted = "x"

    def visit_Name(self, node):
        self.count += 1


names = Names()
names.visit(ast.parse("a + b"))
# fact: names.count = unknown (passed to something unknown)
# fact: names.wanted = 'x'
