"""What files an import shall make, without touching any: `plan` is the way in.

Everything is decided here: names, dates, links, pictures, comments, old addresses.
"""
