head, *tail = (1,)
# fact: head = 1
# fact: tail = []
