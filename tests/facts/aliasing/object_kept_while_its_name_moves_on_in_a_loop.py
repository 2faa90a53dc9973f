class Node:
    value = 0


first, second = Node(), Node()
node = first
for turn in range(2):
    node.value = 5
    node = second
# fact: (first.value, second.value) = (5, 5)
