import os

from settings import first

total = first
for number in range(2):
    if os.path.exists("stop"):
        break
    total += number
# fact: total = unknown (own module settings) or +, rows #1
