import this
print("inläst rad")
print("utelämnad rad")
