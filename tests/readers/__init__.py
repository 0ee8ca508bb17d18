"""Programs that read a page's metadata, written from their documentation and not from our code."""
