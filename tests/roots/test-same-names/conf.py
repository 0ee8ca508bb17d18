project = "Same names"
extensions = ["sphinx_publication"]
