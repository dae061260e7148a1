"""`make bench`: the real service under load, beside its bounds and a peer.

Every ratio is between two figures of one run on one machine. The method is that of
docs/reference/benchmark.md, which `--write` renews.
"""
