"""Third-party checkers over the finished publication, run by ``make check`` alone.

``install.sh`` brings the programs. Each checker stands in its own module, turns pages, feeds or
books into :class:`~.findings.Finding` records, and is first shown that it finds the faults of
``broken/``, so that a checker that looks at nothing cannot pass. What is wrong and may stay so for
now is listed in ``exclusions.py``, each with its reason.
"""
