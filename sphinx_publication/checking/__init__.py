"""The check: what is wrong with a publication's texts, told without building it.

Every file is read and parsed once (`documents`, `parsing`), what the files say together is known
to a `Publication`, and small rules (`rules`) yield `Problem` records. Neither Sphinx nor docutils
nor MyST's own parser is loaded, so that a hundred posts take less than a second. What both the
builder and the check say stands in the model; a rule here is one that the builder does not need,
or whose doctree the check does not have. Where the two could differ, a rule says too little rather
than too much.
"""
