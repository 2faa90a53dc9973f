import sys

if len(sys.argv) > 1:
    low, high = 1, 2
else:
    low, high = 10, 20
width = high - low
# fact: width = 1 or 10
