"""Outward links, checked politely: which still lead somewhere, which have moved, which are dead.

`places` finds the links of texts and sources; `asking` asks for one address after another, through
`gate`, `guard` and `robots`; `records` remembers the answers, so that only new and old ones are
asked again; `archive` looks for copies of what is gone.
"""
