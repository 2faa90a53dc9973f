def single(cls):
    made = []

    def get():
        if not made:
            made.append(cls())
        return made[0]

    return get


@single
class Config:
    rate = 0.1


Config().rate = 0.5
# fact: Config().rate = 0.5
