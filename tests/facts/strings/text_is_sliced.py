name = "model_v2.h5"
# fact: name[:5] = 'model'
# fact: name[-3:] = '.h5'
# fact: name[::-1] = '5h.2v_ledom'
