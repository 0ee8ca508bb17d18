"""New files for authors: posts, pages and sources, made from what the publication has already.

Each module answers what a new file holds and where it belongs; only `writing` touches the disk, and
it never takes the place of a file. Pure: no Sphinx, so that a new post is there at once.
"""
