"""What a database says when it cannot, as a sentence; those that a test cannot bring about are made by hand."""

import psycopg
import pytest
from psycopg import errors
from sqlalchemy.exc import InterfaceError, OperationalError, ProgrammingError

from planner.store.failures import refusal_of


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (errors.DiskFull(), "The disk of the database HERE is full. Make room on it; nothing is lost."),
        (errors.TooManyConnections(), "The database HERE has no connection left. Try again, or allow it more."),
        (errors.AdminShutdown(), "The database HERE cannot be reached. "),
        (errors.ConnectionFailure(), "The database HERE cannot be reached. "),
        (errors.InvalidPassword(), "The database HERE cannot be reached. "),
        (errors.ReadOnlySqlTransaction(), "Nothing may be written to the database HERE. "),
        (errors.InsufficientPrivilege(), "The user of HERE may not do that. "),
        (errors.DataCorrupted(), "The database HERE is damaged. "),
        (psycopg.OperationalError("no route to host"), "The database HERE cannot be reached. "),
    ],
)
def test_failure_of_a_server_is_said(failure: psycopg.Error, said: str) -> None:
    refused = refusal_of(OperationalError("SELECT", {}, failure), "HERE")

    assert refused is not None
    assert f"{refused.sentence} {refused.cure}".startswith(said)


@pytest.mark.parametrize("failure", [errors.SyntaxError(), errors.UndefinedTable()])
def test_fault_of_the_program_stays_one(failure: psycopg.Error) -> None:
    assert refusal_of(ProgrammingError("SELECT", {}, failure), "HERE") is None
    assert refusal_of(InterfaceError("SELECT", {}, failure), "HERE") is None
