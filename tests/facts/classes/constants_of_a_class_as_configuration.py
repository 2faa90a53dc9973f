class Config:
    BATCH = 32
    STEPS = 1000 // BATCH


# fact: Config.STEPS = 31
