text = "mean_" "squared"
# fact: text = 'mean_squared'
