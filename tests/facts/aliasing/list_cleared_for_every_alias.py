history = [0.5]
alias = history
history.clear()
# fact: alias = []
