"""From a site that was built to one that readers see: its addresses remembered, its files moved."""
