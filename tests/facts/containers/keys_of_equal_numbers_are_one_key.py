table = {1: "one"}
# fact: table[1.0] = 'one'
