"""HTML of a blog into MyST that a person would write: `convert` is the way in.

`cleaning` takes out what is unsafe, `meaning` finds what the rest means as `blocks` of `runs`, and
`markdown` spells it.
"""
