"""What keeps the office from doing what it is asked: each an exception with a sentence and what to do about it."""


class StoreRefusal(Exception):
    """The office cannot be opened, read or written. Nothing was changed."""

    def __init__(self, sentence: str, cure: str = "") -> None:
        super().__init__(f"{sentence} {cure}".strip())
        self.sentence = sentence
        self.cure = cure


class NoSuchEvent(StoreRefusal):
    """The event, or the revision of it, is not in the office."""


class Damaged(StoreRefusal):
    """What was read is not what was stored."""
