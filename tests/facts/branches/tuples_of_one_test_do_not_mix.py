import sys

if len(sys.argv) > 1:
    rate, epochs = 0.1, 5
else:
    rate, epochs = 0.01, 50
# fact: epochs * rate = 0.5
