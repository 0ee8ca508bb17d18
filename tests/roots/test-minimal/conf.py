project = "Minimal"
extensions = ["sphinx_publication"]
