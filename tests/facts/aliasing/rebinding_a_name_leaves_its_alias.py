best = current = 0.5
current = 0.7
# fact: best = 0.5
# fact: current = 0.7
