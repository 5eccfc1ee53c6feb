"""PostgreSQL's part of our transactions; and a server that goes away, wherever that is noticed: what was read or not yet
committed is gone then, who asks is told to come back (503), and nothing else fails."""

from select import POLLIN, poll

from psycopg import Error, OperationalError
from psycopg.errors import DeadlockDetected, LockNotAvailable, SerializationFailure
from psycopg.pq import TransactionStatus
from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError
from structlog import get_logger

from course.errors import NoDatabase, TooBusy

log = get_logger()  # not course.logs, which knows requests, as the library must not
BROKEN_OFF = DeadlockDetected | SerializationFailure
# Of psycopg's operational errors: not there, or cut off in mid-sentence (None); shut down, starting, or with no place left.
AWAY = {None, "08000", "08001", "08003", "08004", "08006", "57P01", "57P02", "57P03", "57P05", "53300"}
FRESH = "course: made for whoever asks for it"


def prepare_postgresql(engine, wait, alone):
    """`alone` is the option by which a statement has no transaction."""

    @event.listens_for(engine, "connect")
    def connect(dbapi, record):
        dbapi.autocommit = True  # the driver begins nothing by itself
        dbapi.execute(f"SET lock_timeout = {int(wait * 1000)}; SET datestyle = ISO")  # psycopg reads no other
        record.info[FRESH] = True

    @event.listens_for(engine, "checkout")
    def checkout(dbapi, record, proxy):
        """A server that goes away says so on each connection, and one that stays says nothing while nobody asks. To look for
        that is one call to the kernel; to ask the server whether it is there would cost as much as a small query. One that was
        just made is not looked at: the pool gives up after two, and its first query says more."""
        if not record.info.pop(FRESH, False) and (dbapi.closed or _has_news(dbapi.fileno())):
            raise DisconnectionError("something came on an idle connection")

    @event.listens_for(engine, "begin")
    def begin(connection):
        dbapi, options = connection.connection.dbapi_connection, connection.get_execution_options()
        dbapi.only_reads = not options.get("writes")
        if options.get(alone):
            return
        try:
            dbapi.execute("BEGIN")
        except Error as error:  # of an event SQLAlchemy tells nothing
            connection.invalidate(error)
            raise refusal_of(error, is_disconnect=True) from error

    engine.dialect.do_rollback = _end
    say_when_away(engine)


def say_when_away(engine):
    """Whatever finds that the server is not there raises NoDatabase; what else it says is a failure."""

    @event.listens_for(engine, "handle_error")
    def refuse(context):
        if context.is_pre_ping:  # the pool makes a new one by itself
            return
        refusal = refusal_of(context.original_exception, context.is_disconnect)
        if refusal:
            context.is_disconnect = isinstance(refusal, NoDatabase)
            raise refusal from context.original_exception


def refusal_of(error, is_disconnect):
    """TooBusy where the driver's error says that others were first, NoDatabase where the server is away, else None."""
    if isinstance(error, LockNotAvailable | BROKEN_OFF):
        return TooBusy()
    if is_disconnect or (isinstance(error, OperationalError) and error.sqlstate in AWAY):
        log.error("no database", kind=type(error).__name__, sqlstate=getattr(error, "sqlstate", None))
        return NoDatabase()
    return None


def _end(dbapi):
    """Roll back; but who has only read may as well commit, for at a ROLLBACK psycopg forgets all that it has prepared, and to
    plan the one SELECT of a page takes PostgreSQL longer than to answer it. A server that is away has rolled back by that."""
    status = dbapi.pgconn.transaction_status
    if status == TransactionStatus.IDLE:
        return
    try:
        if status == TransactionStatus.INTRANS and getattr(dbapi, "only_reads", False):
            dbapi.commit()
        else:
            dbapi.rollback()
    except Error:
        dbapi.close()


def _has_news(handle):
    waiting = poll()
    waiting.register(handle, POLLIN)
    return bool(waiting.poll(0))
