-- Backups and restores on request (S7, S8), and how near an account was to its package's capacity when last looked at (S9).

CREATE TABLE backups (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  customer TEXT NOT NULL,
  -- `unclear`: the panel does not tell how it ended, and a person looks.
  state TEXT NOT NULL CHECK (state IN ('asked', 'started', 'stored', 'failed', 'unclear', 'overwritten')),
  requested_at INTEGER NOT NULL,
  requested_by TEXT NOT NULL,
  -- The version whose limits it was checked against, and what the panel reported then.
  sla_version TEXT NOT NULL,
  used_bytes INTEGER NOT NULL,
  used_inodes INTEGER NOT NULL,
  -- The panel's own name for the job.
  reference TEXT,
  started_at INTEGER CHECK (state NOT IN ('started', 'stored') OR started_at IS NOT NULL),
  -- Size of the stored archive; null beside `stored`: the panel did not tell.
  bytes INTEGER,
  ended_at INTEGER CHECK (state IN ('asked', 'started') = (ended_at IS NULL)),
  why TEXT,
  -- When the panel is asked how it went; null: no more.
  check_at INTEGER,
  commit_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX backups_account ON backups (account, requested_at);
-- Each overwrites the last, so there is one under way and one stored, or none.
CREATE UNIQUE INDEX backups_under_way ON backups (account) WHERE state IN ('asked', 'started');
CREATE UNIQUE INDEX backups_stored ON backups (account) WHERE state = 'stored';
CREATE INDEX backups_check ON backups (check_at) WHERE check_at IS NOT NULL;

CREATE TABLE restores (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  customer TEXT NOT NULL,
  -- The archive that was quoted.
  backup TEXT NOT NULL REFERENCES backups (id),
  kind TEXT NOT NULL CHECK (kind IN ('free', 'priced')),
  price INTEGER NOT NULL CHECK ((kind = 'priced') = (price > 0)),
  bytes INTEGER,
  sla_version TEXT NOT NULL,
  -- `waiting`: it may run and waits out a suspension, or another job of the account.
  state TEXT NOT NULL CHECK (state IN ('quoted', 'waiting_payment', 'waiting', 'running', 'done', 'failed', 'unclear', 'lapsed')),
  requested_at INTEGER NOT NULL,
  requested_by TEXT NOT NULL,
  -- First instant at which the quote no longer stands.
  quote_until INTEGER CHECK ((kind = 'priced') = (quote_until IS NOT NULL)),
  accepted_at INTEGER,
  accepted_by TEXT CHECK ((accepted_at IS NULL) = (accepted_by IS NULL)),
  invoice TEXT CHECK ((invoice IS NULL) = (kind = 'free' OR accepted_at IS NULL)),
  reference TEXT,
  started_at INTEGER,
  ended_at INTEGER CHECK (state IN ('done', 'failed', 'unclear', 'lapsed') = (ended_at IS NOT NULL)),
  why TEXT,
  -- When its next step is looked at, or the panel asked how it went; null: no more.
  check_at INTEGER,
  commit_id TEXT NOT NULL,
  CHECK (state IN ('quoted', 'lapsed') OR kind = 'free' OR invoice IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX restores_account ON restores (account, requested_at);
CREATE UNIQUE INDEX restores_invoice ON restores (invoice) WHERE invoice IS NOT NULL;
CREATE INDEX restores_check ON restores (check_at) WHERE check_at IS NOT NULL;

-- The highest threshold at which each resource stood when last looked at; null: below all.
ALTER TABLE panel_accounts ADD COLUMN disk_level INTEGER CHECK (disk_level IN (80, 90, 100));
ALTER TABLE panel_accounts ADD COLUMN inodes_level INTEGER CHECK (inodes_level IN (80, 90, 100));
