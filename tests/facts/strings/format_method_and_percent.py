# fact: "{}-{}".format("adam", 3) = 'adam-3'
# fact: "{name}:{0}".format(1, name="lr") = 'lr:1'
# fact: "%s=%d" % ("epochs", 5) = 'epochs=5'
# fact: "%.2f" % 0.125 = '0.12'
