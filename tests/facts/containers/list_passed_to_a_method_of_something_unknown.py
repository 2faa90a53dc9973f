from helpers import trainer

layers = [64, 32]
trainer.prepare(layers)
# fact: layers = list of unknown contents
