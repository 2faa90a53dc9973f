import os

first, second = [1], [2]
chosen = first if os.path.exists("first") else second
chosen.append(0)
# fact: first = [1, 0] or [1]
# fact: second = [2] or [2, 0]
