seen = {1}
alias = seen
seen.add(2)
seen.discard(1)
# fact: alias = {2}
