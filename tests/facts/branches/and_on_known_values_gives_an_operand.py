name = "" and "adam"
units = 64 and 32
# fact: name = ''
# fact: units = 32
