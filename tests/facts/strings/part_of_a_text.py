# fact: "mean" in "mean_squared_error" = True
# fact: "log" in "mean_squared_error" = False
