import sys

try:
    path = "data.csv"
except OSError:
    path = "none"
    sys.exit(1)
# fact: path = 'data.csv'
