"""Optima of the B2B instances with a fairness bound of 2, as published.

Source: M. Bofill, J. Coll, M. Garcia, J. Giráldez-Cru, G. Pesant, J. Suy, M. Villaret, "Constraint Solving Approaches
to the Business-to-Business Meeting Scheduling Problem", Journal of Artificial Intelligence Research 74 (2022). Only
its `original` instances are listed.
"""

PUBLISHED = {
    "forum-13.original": 0,
    "forum-13crafb.original": 6,
    "forum-13crafc.original": 1,
    "forum-14.original": 2,
    "forumt-14.original": 5,
    "forumt-14crafc.original": 5,
    "forumt-14crafd.original": 4,
    "forumt-14crafe.original": 5,
    "tic-12.original": 0,
    "tic-12crafc.original": 0,
    "tic-13.original": 0,
    "tic-13crafb.original": 0,
    "tic-13crafc.original": 4,
    "tic-14crafa.original": 0,
    "tic-14crafc.original": 0,
    "tic-14crafd.original": 0,
    "ticf-13crafa.original": 0,
    "ticf-13crafb.original": 3,
    "ticf-13crafc.original": 1,
    "ticf-14crafa.original": 0,
}
"""Waiting breaks by the name of an instance: that of its file without the ending."""
