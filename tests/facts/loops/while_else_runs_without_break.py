steps = 0
while steps < 3:
    steps = steps + 1
else:
    state = "done"
# fact: state = 'done'
