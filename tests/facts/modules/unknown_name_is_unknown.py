# fact: undefined_rate = unknown (the name undefined_rate)
