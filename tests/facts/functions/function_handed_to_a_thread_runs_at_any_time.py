import threading

count = 0
other = 0


def work():
    global count
    count += 1


thread = threading.Thread(target=work)
count = 0
other = 3
thread.start()
# fact: count = unknown (written at any time by code that is not seen)
# fact: other = 3
