from functools import partial


def build(units, rate, name="net"):
    return (units, rate, name)


small = partial(build, 16, name="small")
# fact: small(0.1) = (16, 0.1, 'small')
# fact: small(0.1, name="tiny") = (16, 0.1, 'tiny')
