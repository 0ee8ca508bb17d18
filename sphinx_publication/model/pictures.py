"""Pictures, as authors mark them."""

#: The class of a picture that only decorates, and needs no words: ![](line.png){.decorative}.
DECORATIVE = "decorative"
