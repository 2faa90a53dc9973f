def with_defaults(options):
    options.setdefault("epochs", 10)
    options["batch_size"] = 32
    return options


mine = {"epochs": 3}
full = with_defaults(mine)
# fact: mine = {'epochs': 3, 'batch_size': 32}
# fact: full is mine = True
