"""Page views into the statistics file: Blogger's own, GoatCounter's, or those in a server's log.

`by_hand`, `goatcounter` and `logs` each read one kind of file into `views.Reading`: page views of
the publication's posts by month, and an account of everything that was left out. `merging` puts
them beside what the statistics file has, so that nothing is counted twice; `record` remembers which
times have been counted. No address of a visitor is kept, printed or written, in any form.
"""
