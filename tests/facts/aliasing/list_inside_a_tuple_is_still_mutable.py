run = ("adam", [0.1])
rates = run[1]
rates.append(0.01)
# fact: run = ('adam', [0.1, 0.01])
