"""Opens Anki's files for reading: packages (`.apkg`, `.colpkg`, old and new) and copies of `collection.anki2`.

A file may come from anybody. Nothing in it names a path here: the one member that is a database is written to a name of our
own in a temporary folder, up to a size and a ratio, and opened so that nothing in it is carried out.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
import sys
import zipfile
import zlib
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Final

from srs.anki.reading_errors import AnkiOpen, NotAnki, reading

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEMBERS: Final = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The databases of a package, the newest first; beside a newer one an old Anki finds a note that tells it to update."""
_SQLITE: Final = b"SQLite format 3\0"
_ZIP: Final = b"PK\x03\x04"
_LARGEST: Final = 8 * 2**30
_LARGEST_RATIO: Final = 200
_SMALL: Final = 64 * 2**20
"""Below this much nobody asks how well it was compressed."""
_WINDOW_LOG: Final = 27
_SHARED_FIRST: Final = 0x40000002
_SHARED_SIZE: Final = 510
_LARGEST_VALUE: Final = 64 * 2**20
_LARGEST_STATEMENT: Final = 2**20
_STEPS_AT_ONCE: Final = 1_000_000
_STEPS: Final = 50_000_000
_STEPS_PER_BYTE: Final = 50
"""How long a query may take, in steps of SQLite: an honest file needs about one for each of its bytes."""


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection to the database in a package, or to a copy of one; the file is only read, nothing stays behind.

    Raises:
        UsageError: there is no such file.
        NotAnki: it is none of these, damaged, or made to do harm.
        AnkiOpen: it is the collection of an Anki that runs.
    """
    with ExitStack() as stack:
        with reading(path):
            if path.exists() and not path.is_file() and not path.is_dir():
                raise NotAnki(path, "it is no file")  # a pipe would be waited for
            head = _head(path)
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="srs-", ignore_cleanup_errors=True)))
            if head.startswith(_ZIP):
                database = _unpack(path, folder)
            elif head == _SQLITE:
                database = _copy(path, folder)
            else:
                raise NotAnki(path, "it is neither an Anki package nor a collection")
            connection = stack.enter_context(closing(_connect(database)))
        yield connection


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_SQLITE))


def _unpack(path: Path, folder: Path) -> Path:
    """Write the newest database of a package into a folder."""
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        name = next((one for one in _MEMBERS if one in names), None)
        if name is None:
            raise NotAnki(path, "there is no collection in it")
        member = package.getinfo(name)
        if member.flag_bits & 1:
            raise NotAnki(path, "it is locked with a password")
        target = folder / "collection.db"
        limit = min(_LARGEST, max(_SMALL, member.compress_size * _LARGEST_RATIO))
        with package.open(member) as packed, target.open("wb") as file:
            source = _decompressed(packed) if name.endswith("b") else packed
            _copy_up_to(limit, source, file, path)
    with target.open("rb") as file:
        if file.read(len(_SQLITE)) != _SQLITE:
            raise NotAnki(path, "the collection in it is no database")
    return target


def _decompressed(packed: IO[bytes]) -> IO[bytes]:
    """Return a zstd stream as what it holds; a window that would take much memory is refused."""
    if sys.version_info >= (3, 14):
        from compression import zstd

        options = {zstd.DecompressionParameter.window_log_max: _WINDOW_LOG}
        return zstd.ZstdFile(packed, options=options)
    import zstandard

    return zstandard.ZstdDecompressor(max_window_size=2**_WINDOW_LOG).stream_reader(packed)


def _copy_up_to(limit: int, source: IO[bytes], target: IO[bytes], path: Path) -> None:
    # What the package says of the size may be a lie; what is written is counted.
    written = 0
    try:
        while chunk := source.read(2**20):
            written += len(chunk)
            if written > limit:
                raise NotAnki(path, "it unpacks to far more than a collection would")
            target.write(chunk)
    except (zlib.error, EOFError, _zstd_error()) as error:
        raise NotAnki(path, "it is damaged or cut off") from error


def _zstd_error() -> type[Exception]:
    if sys.version_info >= (3, 14):
        from compression.zstd import ZstdError
    else:
        from zstandard import ZstdError
    return ZstdError


def _copy(path: Path, folder: Path) -> Path:
    """Copy a collection, and what was written beside it and not moved into it yet; one that is in use is refused."""
    if path.stat().st_size > _LARGEST:
        raise NotAnki(path, f"it is larger than {_LARGEST >> 30} GB")
    target = folder / "collection.db"
    beside = path.with_name(f"{path.name}-wal")
    with path.open("rb") as source:
        if not _lock(source):
            raise AnkiOpen(path)
        with target.open("wb") as file:
            shutil.copyfileobj(source, file, 2**20)
        if beside.exists():
            shutil.copyfile(beside, f"{target}-wal")
    return target


def _lock(file: IO[bytes]) -> bool:
    """Lock a database for reading, until the file is closed, and tell whether that could be: Anki holds its collection alone.

    The bytes are those that SQLite locks (https://www.sqlite.org/lockingv3.html). To ask SQLite
    itself would leave a file beside the collection.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_SHARED_FIRST)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBRLCK, _SHARED_SIZE)
            file.seek(0)
        else:
            import fcntl

            fcntl.lockf(file.fileno(), fcntl.LOCK_SH | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
    except OSError as error:
        # A file system that knows no locks says otherwise, and then nobody can have one.
        return error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True


def _connect(database: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(database, isolation_level=None)
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
        connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, _LARGEST_STATEMENT)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA temp_store = FILE")
        connection.text_factory = lambda text: text.decode("utf-8", "replace")
        # Names are compared so in Anki's own tables; nothing that is asked here needs it, but SQLite must know it.
        connection.create_collation("unicase", _compare_folded)
        budget = [(_STEPS + _STEPS_PER_BYTE * database.stat().st_size) // _STEPS_AT_ONCE]

        def spend() -> bool:
            budget[0] -= 1
            return budget[0] < 0

        connection.set_progress_handler(spend, _STEPS_AT_ONCE)
    except BaseException:
        connection.close()
        raise
    return connection


def _compare_folded(one: str, other: str) -> int:
    left, right = one.casefold(), other.casefold()
    return (left > right) - (left < right)
