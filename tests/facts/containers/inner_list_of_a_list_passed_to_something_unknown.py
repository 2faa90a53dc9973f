from helpers import prepare

inner = [64]
prepare([inner])
# fact: inner = list of unknown contents
