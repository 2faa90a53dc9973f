table = {1: "int", True: "bool"}
# fact: len(table) = 1
# fact: table[1] = 'bool'
