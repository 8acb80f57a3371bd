"""Django's PostgreSQL, whose connections always know which compartments may be seen.

Before a statement, the setting of the connection is made equal to `isolation.setting()` when it
may differ: a connection just taken from the pool, another context, a transaction undone (which
undoes the setting too). Nothing rests on somebody remembering to reset it; it is emptied all the
same before a connection goes back to the pool.
"""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType
from typing import Any, override

from django.db.backends.postgresql import base, schema
from psycopg import Connection
from psycopg import Error as PsycopgError
from psycopg.pq import TransactionStatus

from .. import isolation

TELL = "SELECT set_config(%s, %s, false)"


def forget(connection: Connection[Any]) -> None:
    """Empty the setting of a connection that goes back to the pool."""
    if connection.info.transaction_status is not TransactionStatus.IDLE:
        connection.rollback()
    connection.execute(TELL, [isolation.SETTING, ""])
    if connection.info.transaction_status is not TransactionStatus.IDLE:
        connection.commit()


class SchemaEditor(schema.DatabaseSchemaEditor):
    """A migration sees every row: it may seal or move what is stored."""

    @override
    def __enter__(self) -> SchemaEditor:
        with ExitStack() as stack:
            stack.enter_context(isolation.purpose("migration"))
            super().__enter__()
            self._seeing = stack.pop_all()
        return self

    @override
    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with self._seeing:
            super().__exit__(exc_type, exc_value, traceback)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection, and what it was last told."""

    SchemaEditorClass = SchemaEditor

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told: str | None = None
        self._undoing = False
        self.execute_wrappers.append(self._tell_first)

    def _tell_first(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Tell the connection what may be seen, then run the statement."""
        wanted = isolation.setting()
        if wanted != self._told and not self._undoing and not self.needs_rollback:
            with self.wrap_database_errors:
                # Beside Django's cursors: it is no query of the page.
                self.connection.execute(TELL, [isolation.SETTING, wanted])
            self._told = wanted
        return execute(sql, params, many, context)

    @override
    def connect(self) -> None:
        self._told = None
        super().connect()

    def _close(self) -> None:
        if self._told and self.connection is not None and not self.connection.closed:
            try:
                forget(self.connection)
            except PsycopgError:
                self.connection.close()  # the pool throws it away
        self._told = None
        super()._close()  # type: ignore[misc]

    def _commit(self) -> None:
        # Committing a transaction that failed undoes it.
        failed = (
            self.connection is not None
            and self.connection.info.transaction_status is TransactionStatus.INERROR
        )
        super()._commit()  # type: ignore[misc]
        if failed:
            self._told = None

    def _rollback(self) -> None:
        self._told = None
        super()._rollback()  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        # The transaction may have failed: nothing else is accepted before this.
        self._undoing = True
        try:
            super()._savepoint_rollback(sid)  # type: ignore[misc]
        finally:
            self._undoing = False
            self._told = None
