-- What a bulk commit orders outside where the service changes: one row a commit, however many accounts it moved, so that what a sweep
-- writes stays within its budget. The tick splits it into the outbox's rows, a mail and a panel order for each account.
CREATE TABLE steps (
  commit_id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  -- Terminations among them that no person had to release; they are counted from here until the split counts them by the hour.
  terminations INTEGER NOT NULL CHECK (terminations >= 0),
  orders TEXT NOT NULL CHECK (json_valid(orders))
) STRICT, WITHOUT ROWID;

-- Terminations that no person had to release, by the provider's day; `hours` is how many by hours since 1970.
CREATE TABLE terminations (
  day TEXT PRIMARY KEY CHECK (day IS date(day)),
  hours TEXT NOT NULL CHECK (json_valid(hours))
) STRICT, WITHOUT ROWID;

-- The breaker of mass terminations; one row. Open while `tripped_at` is set.
CREATE TABLE breaker (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  tripped_at INTEGER,
  -- Why, with its numbers.
  trip TEXT CHECK (json_valid(trip)),
  -- The end of the last sweep that ran through: its own instant, and what the clock on the wall said.
  good_sweep_at INTEGER,
  good_sweep_wall_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  commit_id TEXT NOT NULL,
  CHECK ((tripped_at IS NULL) = (trip IS NULL)),
  CHECK ((good_sweep_at IS NULL) = (good_sweep_wall_at IS NULL))
) STRICT;
INSERT INTO breaker (only, commit_id) VALUES (1, 'com_migration_0010');

-- Terminations that a person has seen and released, each by what makes it this very termination.
CREATE TABLE releases (
  account TEXT NOT NULL,
  invoice TEXT NOT NULL,
  suspended_at INTEGER NOT NULL,
  released_at INTEGER NOT NULL,
  released_by TEXT NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (account, invoice, suspended_at)
) STRICT, WITHOUT ROWID;

-- Times at which everybody's steps were kept from being taken: the gateways were away, or the sweep itself was.
CREATE TABLE outages (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('gateway_outage', 'sweep_outage')),
  from_at INTEGER NOT NULL,
  -- First instant after it; null while it runs.
  until_at INTEGER CHECK (until_at >= from_at),
  declared_by TEXT,
  ended_by TEXT,
  commit_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX outages_until ON outages (until_at);

-- Whom a person has to look at before they may be terminated.
CREATE INDEX accounts_await_release ON accounts (next_action_at) WHERE next_action = 'await_release';
