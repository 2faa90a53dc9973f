queue = ["a"]
while queue:
    queue.pop()
# fact: queue = list of unknown contents
