"""Measurements of the publication software, and the publications that they are made on.

Nothing here is shipped or run by the tests, but for a small sample of `generate`.
"""
