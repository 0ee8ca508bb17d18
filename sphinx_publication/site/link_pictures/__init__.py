"""Pictures that other sites show beside a link to a page.

`setting` breaks a title into lines, `drawing` makes the picture, `writing` keeps those of the site.
"""
