def scaled_by(factor):
    def scale(value):
        return value * factor

    return scale


double, triple = scaled_by(2), scaled_by(3)
# fact: double(5) = 10
# fact: triple(5) = 15
