def build(units=64, rate=0.1, name="net"):
    return f"{name}-{units}-{rate}"


# fact: build() = 'net-64-0.1'
# fact: build(32, name="small") = 'small-32-0.1'
