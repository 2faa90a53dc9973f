for row in range(2):
    for column in "ab":
        pass  # fact: f"{row}{column}" = '0a' then '0b' then '1a' then '1b'
