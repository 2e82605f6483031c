-- What everyone writes through `commit`: the commit itself, the events that follow, what must leave the house, and answers to repeat.

CREATE TABLE commits (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  expected INTEGER NOT NULL,
  moved INTEGER NOT NULL,
  CONSTRAINT every_guard_matched CHECK (expected = moved)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  version INTEGER NOT NULL,
  type TEXT NOT NULL,
  v INTEGER NOT NULL DEFAULT 1,
  at INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
CREATE UNIQUE INDEX events_entity ON events (entity, version);

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

-- Rows leave when what they order is done; `kind` says which consumer takes them.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  commit_id TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- The portal inbox. One notice of a kind per subject and cycle, whatever runs twice; a subject belongs to one customer,
-- who leads the key because the inbox is read by customer and every further index would be a further row written.
-- `counts_from`: the instant from which the notice counts; until mail is sent, its posting here. Null: it came back undelivered.
CREATE TABLE notices (
  customer TEXT NOT NULL,
  subject TEXT NOT NULL,
  kind TEXT NOT NULL,
  cycle TEXT NOT NULL,
  posted_at INTEGER NOT NULL,
  counts_from INTEGER,
  body TEXT NOT NULL CHECK (json_valid(body)),
  commit_id TEXT NOT NULL,
  PRIMARY KEY (customer, subject, kind, cycle)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency (
  user TEXT NOT NULL,
  route TEXT NOT NULL,
  key TEXT NOT NULL,
  body_digest TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (user, route, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_expiry ON idempotency (expires_at);

-- Personal evidence and salts, apart from the events they belong to, so that erasing them leaves every proof valid and silent.
CREATE TABLE evidence (
  id TEXT PRIMARY KEY,
  customer TEXT NOT NULL,
  ip TEXT,
  user_agent TEXT,
  session TEXT,
  client_time TEXT,
  salt TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_customer ON evidence (customer);

-- Development's test clock: at most one row; production never reads it.
CREATE TABLE dev_clock (only INTEGER PRIMARY KEY CHECK (only = 1), offset INTEGER NOT NULL) STRICT;
