"""A live preview: what an author saves is in the browser about a second later.

Three parts work at the same time. `watching` says which files have changed; `worker` is a process
that has a Sphinx application ready and builds with it once, then another takes its place; `server`
shows the built pages and tells browsers when the page they show has changed. `session` joins them.
What is built is what a preview build from nothing gives, byte for byte; what is shown besides
(the script that reloads, the bar with what is wrong) is put in by the server.
"""
