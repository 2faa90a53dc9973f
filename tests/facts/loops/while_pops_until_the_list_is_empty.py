queue = ["a"]
while queue:
    queue.pop()
# fact: queue = []
