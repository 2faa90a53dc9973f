losses = []
for step in range(1000):
    losses.append(step)
# fact: losses = list of unknown contents
