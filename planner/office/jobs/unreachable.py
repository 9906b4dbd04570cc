"""What is said where works were to be done on a cluster that is not there."""


class Unreachable(Exception):
    """There is no cluster to work on: why, and what to do."""

    def __init__(self, sentence: str, cure: str) -> None:
        super().__init__(f"{sentence} {cure}")
        self.sentence, self.cure = sentence, cure
