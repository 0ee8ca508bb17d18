project = "Directive posts"
extensions = ["sphinx_publication"]
html_baseurl = "https://directives.example/"
html_copy_source = True
post_auto_excerpt = 1
