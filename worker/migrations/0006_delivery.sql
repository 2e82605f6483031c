-- What becomes of what must leave the house: attempts, outcomes, what staff must do by hand, and what the hosting panel holds.

-- When the row is handed to the queue again, how often it was tried, and what the last try met.
ALTER TABLE outbox ADD COLUMN due_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN last_error TEXT;

-- One row for each outbox row that has left: the proof that, and when, a message was accepted for delivery.
CREATE TABLE deliveries (
  -- The outbox row's own identity: its commit and its number.
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  -- Kind of mail, or what the panel was asked to do.
  what TEXT NOT NULL,
  customer TEXT,
  cycle TEXT,
  outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'done', 'obsolete', 'undeliverable', 'bounced', 'given_up')),
  at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  -- A code or short answer of the other side; never an address.
  detail TEXT,
  commit_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a person must do. One open task of a kind per subject and topic, whatever runs twice.
CREATE TABLE tasks (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  topic TEXT NOT NULL DEFAULT '',
  customer TEXT,
  body TEXT NOT NULL CHECK (json_valid(body)),
  created_at INTEGER NOT NULL,
  done_at INTEGER,
  done_by TEXT,
  commit_id TEXT NOT NULL,
  CHECK ((done_at IS NULL) = (done_by IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX tasks_open ON tasks (kind, subject, topic) WHERE done_at IS NULL;
CREATE INDEX tasks_customer ON tasks (customer) WHERE customer IS NOT NULL;

-- Mail of a development installation, kept instead of sent.
CREATE TABLE sent_mail (
  id TEXT PRIMARY KEY,
  recipients TEXT NOT NULL CHECK (json_valid(recipients)),
  kind TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('id', 'en')),
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT NOT NULL,
  links TEXT NOT NULL CHECK (json_valid(links)),
  headers TEXT NOT NULL CHECK (json_valid(headers)),
  attachments TEXT NOT NULL CHECK (json_valid(attachments)),
  sent_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What the hosting panel last confirmed of an account.
CREATE TABLE panel_accounts (
  account TEXT PRIMARY KEY,
  username TEXT NOT NULL UNIQUE,
  presence TEXT NOT NULL CHECK (presence IN ('present', 'absent')),
  suspended INTEGER NOT NULL CHECK (suspended IN (0, 1)),
  package TEXT NOT NULL,
  -- Null until the panel confirmed its creation; an account that was there once is never created empty again.
  created_at INTEGER,
  removed_at INTEGER,
  disk_bytes INTEGER,
  inodes INTEGER,
  usage_at INTEGER,
  -- When desired and actual state are compared again; null: never.
  review_at INTEGER,
  commit_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX panel_accounts_review ON panel_accounts (review_at) WHERE review_at IS NOT NULL;

-- Backups and restores that the panel was asked for. `asked`: its answer is not known.
CREATE TABLE panel_jobs (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('backup', 'restore')),
  state TEXT NOT NULL CHECK (state IN ('asked', 'started')),
  reference TEXT,
  at INTEGER NOT NULL,
  commit_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX panel_jobs_account ON panel_jobs (account);
