# fact: " ReLU ".strip().lower() = 'relu'
# fact: "loss_mse".replace("loss_", "").upper() = 'MSE'
# fact: "model.h5".endswith(".h5") = True
# fact: "Adam".startswith("S") = False
