import os

name = "adam" if os.path.exists("a") else ""
name = name or "sgd"
# fact: name = 'adam' or 'sgd'
