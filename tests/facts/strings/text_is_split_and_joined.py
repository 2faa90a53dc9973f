units = "64,32,16".split(",")
# fact: units = ['64', '32', '16']
# fact: "-".join(units) = '64-32-16'
# fact: [int(unit) for unit in units] = [64, 32, 16]
