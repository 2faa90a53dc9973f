import settings

settings.rate = 0.1
# fact: settings.rate = 0.1
