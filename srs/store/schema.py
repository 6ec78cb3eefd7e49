"""The schema, as migrations that sqlite-utils applies one transaction each.

`PRAGMA user_version` holds the number of the last one, so that a command that finds it current need not import
sqlite-utils (90 ms, more than a whole command may take).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from sqlite_utils import Database

SCHEMA_VERSION = 7
APPLICATION_ID = 0x53525331
"""`SRS1`, so that other files are not taken for a collection."""

NAMES_IMAGE = "instr(front, '![') OR instr(back, '![') OR instr(extra, '![')"
"""The condition on `fact` for one that names an image; written so, it is answered from an index."""

_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What a folder looked like when it was last read: a line for each file with name, mtime (ns), size and inode.
CREATE TABLE folder (path TEXT PRIMARY KEY, listing TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE note (path TEXT PRIMARY KEY, hash TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE problem (path TEXT NOT NULL, line INTEGER NOT NULL, message TEXT NOT NULL) STRICT;
CREATE INDEX problem_path ON problem (path);

CREATE TABLE fact (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  way TEXT NOT NULL,
  front TEXT NOT NULL,
  back TEXT NOT NULL,
  context TEXT NOT NULL,         -- JSON list, outermost level first
  extra TEXT NOT NULL,
  deck TEXT NOT NULL,
  tags TEXT NOT NULL,            -- JSON list
  rule TEXT NOT NULL,
  held TEXT NOT NULL,            -- why the user should decide; empty when the evidence is plain
  accepted INTEGER,              -- the user's decision on a held fact
  path TEXT NOT NULL,
  first_line INTEGER NOT NULL,
  last_line INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'held', 'retired')),
  fingerprint TEXT NOT NULL,     -- of front and back as they stand
  changed_at INTEGER NOT NULL    -- UTC ms of the last change of what a card shows; grows by a second at least
) STRICT;
CREATE INDEX fact_path ON fact (path, first_line);
CREATE INDEX fact_fingerprint ON fact (fingerprint);

-- Everything a fact ever said; two stores recognise the same fact by it.
CREATE TABLE descent (
  id INTEGER PRIMARY KEY,
  fact TEXT NOT NULL REFERENCES fact (id),
  at INTEGER NOT NULL,
  change TEXT NOT NULL,          -- created, format, typo, reworded, meaning, moved, retired, revived
  fingerprint TEXT NOT NULL,
  front TEXT NOT NULL,
  back TEXT NOT NULL,
  path TEXT NOT NULL,
  line INTEGER NOT NULL
) STRICT;
CREATE INDEX descent_fact ON descent (fact);
CREATE INDEX descent_fingerprint ON descent (fingerprint);

CREATE TABLE card (
  id INTEGER PRIMARY KEY,
  fact TEXT NOT NULL REFERENCES fact (id),
  ord INTEGER NOT NULL,
  live INTEGER NOT NULL,         -- 1 while the fact is active and has this way of asking
  suspended INTEGER NOT NULL DEFAULT 0,
  buried_until INTEGER,          -- first scheduling day on which it may be asked again
  state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'learning', 'review', 'relearning')),
  step INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER,
  due_day INTEGER,
  stability REAL,
  difficulty REAL,
  interval_days INTEGER NOT NULL DEFAULT 0,
  reps INTEGER NOT NULL DEFAULT 0,
  lapses INTEGER NOT NULL DEFAULT 0,
  last_at INTEGER,
  last_day INTEGER,
  UNIQUE (fact, ord)
) STRICT;
CREATE INDEX card_due_day ON card (due_day) WHERE live AND NOT suspended AND due_day IS NOT NULL;
CREATE INDEX card_due_at ON card (due_at) WHERE live AND NOT suspended AND due_at IS NOT NULL;
CREATE INDEX card_new ON card (fact, buried_until) WHERE live AND NOT suspended AND state = 'new';

-- The log. Rows are added and never changed; an undone answer is named in `undone`.
CREATE TABLE review (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  card INTEGER NOT NULL REFERENCES card (id),
  at INTEGER NOT NULL,           -- UTC ms
  day INTEGER NOT NULL,          -- scheduling day
  rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
  taken_ms INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('learn', 'review', 'relearn', 'early', 'manual')),
  before TEXT NOT NULL,          -- the card's schedule before the answer, as JSON
  state TEXT NOT NULL,           -- and after it
  step INTEGER NOT NULL,
  due_at INTEGER,
  due_day INTEGER,
  stability REAL,
  difficulty REAL,
  interval_days INTEGER NOT NULL,
  reps INTEGER NOT NULL,
  lapses INTEGER NOT NULL
) STRICT;
CREATE INDEX review_card ON review (card, id);
CREATE INDEX review_day ON review (day);

CREATE TABLE undone (review INTEGER PRIMARY KEY REFERENCES review (id), at INTEGER NOT NULL) STRICT;
"""

_SECOND = """
-- The ids that other stores gave to a fact before they were found to be the same.
CREATE TABLE alias (id TEXT PRIMARY KEY, fact TEXT NOT NULL REFERENCES fact (id)) STRICT, WITHOUT ROWID;
CREATE INDEX alias_fact ON alias (fact);

-- New facts that may be edits of retired ones, the likeliest first; the user has not decided yet.
CREATE TABLE doubt (
  fact TEXT NOT NULL REFERENCES fact (id),
  candidate TEXT NOT NULL REFERENCES fact (id),
  rank INTEGER NOT NULL,
  PRIMARY KEY (fact, candidate)
) STRICT, WITHOUT ROWID;

-- Which store saw a fact say so: what one store told apart is never joined.
ALTER TABLE descent ADD COLUMN store TEXT NOT NULL DEFAULT '';
INSERT INTO meta (key, value) VALUES ('store', lower(hex(randomblob(8))));
UPDATE descent SET store = (SELECT value FROM meta WHERE key = 'store');
"""

_THIRD = """
ALTER TABLE card ADD COLUMN flag INTEGER NOT NULL DEFAULT 0 CHECK (flag BETWEEN 0 AND 7);

-- Where its fact stands, to be sorted by: new cards are asked in the order of the notes, without looking at all of them.
ALTER TABLE card ADD COLUMN place TEXT NOT NULL DEFAULT '';
UPDATE card SET place = (SELECT path || char(9) || printf('%07d', first_line) FROM fact WHERE fact.id = card.fact);
DROP INDEX card_new;
CREATE INDEX card_new ON card (place, ord, fact, buried_until) WHERE live AND NOT suspended AND state = 'new';
CREATE INDEX card_added ON card (id, buried_until) WHERE live AND NOT suspended AND state = 'new';
DROP INDEX card_due_day;
CREATE INDEX card_due_day ON card (due_day, id, buried_until) WHERE live AND NOT suspended AND due_day IS NOT NULL;
CREATE INDEX card_step ON card (due_day)
  WHERE live AND NOT suspended AND due_day IS NOT NULL AND state <> 'review';

-- To count live facts, as every sync does, without reading them.
CREATE INDEX fact_live ON fact (status) WHERE status <> 'retired';

-- FSRS parameters fitted to the log of a preset, and how well they foretold it (log loss on days they were not fitted to).
CREATE TABLE parameters (
  preset TEXT PRIMARY KEY,       -- its name in srs.toml, empty for [review]
  at INTEGER NOT NULL,           -- UTC ms
  weights TEXT NOT NULL,         -- JSON list
  reviews INTEGER NOT NULL,
  loss_before REAL NOT NULL,
  loss_after REAL NOT NULL
) STRICT, WITHOUT ROWID;
"""

_FOURTH = f"""
-- To tell whether a drill can show an image at all, without reading the facts.
CREATE INDEX fact_image ON fact (status) WHERE {NAMES_IMAGE};
"""

_FIFTH = """
-- The program that wrote an answer down, where that was another one; empty for srs.
ALTER TABLE review ADD COLUMN origin TEXT NOT NULL DEFAULT '';

-- JSON list of the tags that the user gave a fact elsewhere, in Anki.
ALTER TABLE fact ADD COLUMN given_tags TEXT NOT NULL DEFAULT '[]';

-- Collections of other programs that answers came from, and when each was last changed as it was seen last (UTC ms).
CREATE TABLE origin (name TEXT PRIMARY KEY, modified INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- The marks and tags that stood there then: what stands there later and did not was given there.
CREATE TABLE seen_card (
  origin TEXT NOT NULL REFERENCES origin (name),
  fact TEXT NOT NULL REFERENCES fact (id),
  ord INTEGER NOT NULL,
  suspended INTEGER NOT NULL,
  flag INTEGER NOT NULL,
  PRIMARY KEY (origin, fact, ord)
) STRICT, WITHOUT ROWID;
CREATE TABLE seen_fact (
  origin TEXT NOT NULL REFERENCES origin (name),
  fact TEXT NOT NULL REFERENCES fact (id),
  tags TEXT NOT NULL,            -- JSON list
  PRIMARY KEY (origin, fact)
) STRICT, WITHOUT ROWID;
"""

_SIXTH = """
-- Figures add up the whole log: with all they need in one index, in its order, nothing else is read and nothing sorted. JSON functions
-- may not stand in a schema (`trusted_schema` is off); `schedule_text` writes what this reads.
ALTER TABLE review ADD COLUMN interval_before INTEGER
  AS (CAST(substr(before, instr(before, '"interval_days":') + 16, 12) AS INTEGER));
DROP INDEX review_day;
CREATE INDEX review_day ON review (day, kind, rating, interval_before, taken_ms, card, at);
CREATE INDEX review_first ON review (card, day) WHERE reps = 1;
"""

_COUNTED = "{0}.live AND NOT {0}.suspended AND ({0}.state = 'new' OR {0}.due_day IS NOT NULL)"
_PLACE = "{0}.state = 'new', coalesce({0}.due_day, 0)"
_TAKE = (
    f"UPDATE waiting SET cards = cards - 1 WHERE (is_new, day) = ({_PLACE.format('old')}) AND {_COUNTED.format('old')}"
)
_ADD = (
    f"INSERT INTO waiting SELECT {_PLACE.format('new')}, 1 WHERE {_COUNTED.format('new')} "
    "ON CONFLICT DO UPDATE SET cards = cards + 1"
)
COUNT_WAITING = (
    f"SELECT {_PLACE.format('card')}, count(*) FROM card WHERE {_COUNTED.format('card')} GROUP BY 1, 2 ORDER BY 1, 2"
)
"""What the rows of `waiting` have to be."""
_SEVENTH = f"""
-- A hash of what the listing says: while it is the same, the listing is neither read nor made.
ALTER TABLE folder ADD COLUMN mark INTEGER;

-- How many cards of the drill are new, and how many of the others are due on each scheduling day, buried ones too: what is due is told
-- without counting a million cards. The triggers keep it.
CREATE TABLE waiting (
  is_new INTEGER NOT NULL,
  day INTEGER NOT NULL,          -- 0 for new cards
  cards INTEGER NOT NULL,
  PRIMARY KEY (is_new, day)
) STRICT, WITHOUT ROWID;
INSERT INTO waiting {COUNT_WAITING};
CREATE TRIGGER card_comes AFTER INSERT ON card BEGIN {_ADD}; END;
CREATE TRIGGER card_changes AFTER UPDATE OF live, suspended, state, due_day ON card BEGIN {_TAKE}; {_ADD}; END;
CREATE TRIGGER card_goes AFTER DELETE ON card BEGIN {_TAKE}; END;

-- Few cards are buried: they are counted, to be taken off again.
CREATE INDEX card_buried ON card (buried_until) WHERE live AND NOT suspended AND buried_until IS NOT NULL;
"""

_SCRIPTS = {
    "m001_first": _FIRST,
    "m002_merge": _SECOND,
    "m003_presets": _THIRD,
    "m004_images": _FOURTH,
    "m005_import": _FIFTH,
    "m006_figures": _SIXTH,
    "m007_speed": _SEVENTH,
}


def migrate(connection: sqlite3.Connection, last: int = SCHEMA_VERSION) -> None:
    """Bring a database to the current schema, or to an older one; each step is one transaction with its record."""
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    migrations = Migrations("srs")
    for version, (name, script) in enumerate(_SCRIPTS.items(), 1):
        if version <= last:
            migrations(name=name)(_step(script, version))
    migrations.apply(Database(connection, execute_plugins=False))


def _step(script: str, version: int) -> Callable[[Database], None]:
    def step(db: Database) -> None:
        # `executescript` would end the transaction.
        for statement in script.split(";\n"):
            if statement.strip():
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {version}")

    return step
