from helpers import prepare

layers = [64, 32]
prepare(layers)
# fact: layers = list of unknown contents
