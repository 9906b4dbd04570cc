"""Long work: what somebody asked for is done away from whoever asked, is never forgotten, and says how far it is.

`runner` gives jobs of the store to a pool; `kinds` has the works; `meanwhile` says whether a result still fits. Each is
loaded by whoever asks for it: a worker that waits for works of a cluster needs none of them yet.
"""
