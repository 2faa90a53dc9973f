options = {"lr": 0.1}
# fact: options.get("lr") = 0.1
# fact: options.get("units", 32) = 32
# fact: options.get("units") = None
