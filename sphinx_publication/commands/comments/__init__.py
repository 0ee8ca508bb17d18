"""``comments …``: what is done with readers' comments, one module a command."""
