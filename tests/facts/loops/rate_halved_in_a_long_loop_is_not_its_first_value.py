rate = 1.0
for step in range(1000):
    if step == 500:
        rate = 0.1
# fact: rate = 0.1 or unknown (changes in a loop)
