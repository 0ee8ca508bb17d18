"""What a publication is: posts, sources, citations, topics, dates, addresses.

Pure: nothing in here imports Sphinx or docutils, so that the site, the yearbook and the command
line share one understanding of the publication.
"""
