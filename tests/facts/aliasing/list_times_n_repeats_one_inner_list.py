histories = [[]] * 3
histories[0].append(0.9)
# fact: histories = [[0.9], [0.9], [0.9]]
