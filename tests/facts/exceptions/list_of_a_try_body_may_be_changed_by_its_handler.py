numbers = [1, 2]
alias = numbers
try:
    found = {"k": 1}[input()]
    alias = alias + [found]
except KeyError:
    alias[0] = 7
# fact: numbers = [1, 2] or list of unknown contents
print(numbers)
