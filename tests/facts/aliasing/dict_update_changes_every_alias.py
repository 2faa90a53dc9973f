options = {"lr": 0.1}
alias = options
options.update(lr=0.2, momentum=0.9)
# fact: alias = {'lr': 0.2, 'momentum': 0.9}
