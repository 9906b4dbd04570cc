"""Opens the office for a server, which looks first whether it is as it was stored."""

from planner.office.desks import Desks
from planner.office.office import Office
from planner.store import Damage, Damaged, Store, open_store

KEPT = "Nothing is written to it. End the desk and all else that uses it."


def open_desks(address: str | None = None) -> Desks:
    """The desks on the office at an address, as `open_store` takes it. `Damaged` where its database is damaged: then
    nothing is begun that writes to it. Where only something in it is, that is in `damages`, and all else can go on.
    """
    store = open_store(address)
    try:
        return Desks(Office(store), _bearable(store))
    except BaseException:
        store.close()
        raise


def _bearable(store: Store) -> tuple[Damage, ...]:
    damages = store.verify()
    for damage in damages:
        if damage.whole:
            raise Damaged(damage.sentence, f"{KEPT} {damage.cure}")
    return damages
