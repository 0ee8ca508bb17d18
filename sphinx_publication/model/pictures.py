"""Pictures, as authors mark them."""

#: The class of a picture that only decorates, and needs no words: ![](line.png){.decorative}.
DECORATIVE = "decorative"
#: The class of a picture of a person, which stands small beside the text or above it.
PORTRAIT = "portrait"
