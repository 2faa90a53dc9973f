steps = None
done = 0
for step in range(steps):
    done = 1
# fact: done = 0 or 1
