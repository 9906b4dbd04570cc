"""What tests of long work share: an office on an empty database of either kind."""

from tests.store.conftest import address, server, store

__all__ = ["address", "server", "store"]  # fixtures
