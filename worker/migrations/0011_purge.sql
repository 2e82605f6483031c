-- The purge (S11): what stands against it, each of its endings, and the proof of what was deleted.

-- An open claim, an open data request or a lawful order keeps what would be deleted, until it is lifted.
CREATE TABLE purge_blocks (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts (id),
  kind TEXT NOT NULL CHECK (kind IN ('open_claim', 'open_data_request', 'legal_hold')),
  -- The claim, the request, or the order of the authority.
  subject TEXT NOT NULL CHECK (trim(subject) <> ''),
  placed_at INTEGER NOT NULL,
  placed_by TEXT NOT NULL,
  lifted_at INTEGER,
  lifted_by TEXT,
  commit_id TEXT NOT NULL,
  CHECK ((lifted_at IS NULL) = (lifted_by IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX purge_blocks_standing ON purge_blocks (account, kind, subject) WHERE lifted_at IS NULL;

CREATE TRIGGER purge_blocks_are_only_lifted BEFORE UPDATE ON purge_blocks
WHEN OLD.lifted_at IS NOT NULL OR NEW.lifted_at IS NULL OR NEW.account IS NOT OLD.account OR NEW.kind IS NOT OLD.kind
  OR NEW.subject IS NOT OLD.subject OR NEW.placed_at IS NOT OLD.placed_at OR NEW.placed_by IS NOT OLD.placed_by
BEGIN SELECT RAISE(ABORT, 'a block against a purge is lifted once and otherwise stays as it was placed'); END;
CREATE TRIGGER purge_blocks_are_never_deleted BEFORE DELETE ON purge_blocks
BEGIN SELECT RAISE(ABORT, 'blocks against a purge are never deleted'); END;

-- One row for each ending of an account that came to its purge.
CREATE TABLE purges (
  account TEXT NOT NULL REFERENCES accounts (id),
  ended_at INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  -- How often it was begun; the last one's number is part of its Workflow's id.
  attempt INTEGER NOT NULL CHECK (attempt > 0),
  -- From this instant on data was being deleted, and nothing can bring the account back.
  deleting_at INTEGER,
  finished_at INTEGER,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (account, ended_at),
  CHECK (finished_at IS NULL OR deleting_at IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- The proof of each part that was done. Asked first: what has one is not done again.
CREATE TABLE purge_proofs (
  account TEXT NOT NULL,
  ended_at INTEGER NOT NULL,
  step TEXT NOT NULL CHECK (step IN ('gateway', 'server', 'backups', 'dns')),
  -- What the other side confirmed.
  outcome TEXT NOT NULL CHECK (outcome IN ('clear', 'removed', 'absent', 'told', 'recorded')),
  -- Canonical JSON: ids, names of functions, numbers.
  proof TEXT NOT NULL CHECK (json_valid(proof)),
  -- SHA-256 of `proof`, hex.
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  at INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (account, ended_at, step),
  FOREIGN KEY (account, ended_at) REFERENCES purges (account, ended_at)
) STRICT, WITHOUT ROWID;

-- The gateways are asked anew each time the purge begins again; what was deleted is proven once.
CREATE TRIGGER purge_proofs_stand BEFORE UPDATE ON purge_proofs WHEN OLD.step <> 'gateway'
BEGIN SELECT RAISE(ABORT, 'proof of a deletion is never changed'); END;
CREATE TRIGGER purge_proofs_are_never_deleted BEFORE DELETE ON purge_proofs
BEGIN SELECT RAISE(ABORT, 'proof of a deletion is never deleted'); END;
