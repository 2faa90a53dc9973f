names = ["b", "c"]
alias = names
names.insert(0, "a")
names.remove("b")
# fact: alias = ['a', 'c']
