try:
    text = open("rate.txt").read()
    rate = 0.1
except OSError:
    rate = 0.5
else:
    rate = rate * 2
# fact: rate = 0.2 or 0.5
