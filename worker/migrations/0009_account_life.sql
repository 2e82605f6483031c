-- What stands beside an account's state: a hold, a violation, a cancellation asked for or confirmed, a change wished for from a renewal on.
ALTER TABLE accounts ADD COLUMN hold_kind TEXT CHECK (hold_kind IN ('staff', 'gateway_outage', 'sweep_outage'));
ALTER TABLE accounts ADD COLUMN hold_placed_at INTEGER CHECK ((hold_kind IS NULL) = (hold_placed_at IS NULL));
-- First instant after the hold; null beside a kind: nobody knows yet. An ended hold stays until the next one.
ALTER TABLE accounts ADD COLUMN hold_until INTEGER CHECK (hold_kind IS NOT NULL OR hold_until IS NULL);
ALTER TABLE accounts ADD COLUMN hold_reason TEXT CHECK ((hold_kind IS NULL) = (hold_reason IS NULL));
ALTER TABLE accounts ADD COLUMN violation_at INTEGER;
ALTER TABLE accounts ADD COLUMN violation_reason TEXT CHECK ((violation_at IS NULL) = (violation_reason IS NULL));
ALTER TABLE accounts ADD COLUMN violation_evidence TEXT CHECK ((violation_at IS NULL) = (violation_evidence IS NULL));
ALTER TABLE accounts ADD COLUMN cancel_asked_at INTEGER;
ALTER TABLE accounts ADD COLUMN cancel_confirmed_at INTEGER;
ALTER TABLE accounts ADD COLUMN cancel_ends_at INTEGER CHECK ((cancel_confirmed_at IS NULL) = (cancel_ends_at IS NULL));
ALTER TABLE accounts ADD COLUMN next_package TEXT;
ALTER TABLE accounts ADD COLUMN next_term TEXT CHECK (next_term IN ('monthly', 'yearly') AND next_package IS NOT NULL OR next_term IS NULL AND next_package IS NULL);
-- The renewal, by its first day, from which the wish holds.
ALTER TABLE accounts ADD COLUMN next_from TEXT CHECK (next_from IS date(next_from) AND (next_from IS NULL) = (next_package IS NULL));
-- When its customer's confirmed cancellation took effect.
ALTER TABLE accounts ADD COLUMN ended_at INTEGER CHECK (state <> 'cancelled' OR ended_at IS NOT NULL);
ALTER TABLE accounts ADD COLUMN purged_at INTEGER CHECK (state <> 'purged' OR purged_at IS NOT NULL);

-- Invoices for an upgrade and for a restore. A CHECK cannot be altered, so the table is made anew under its own name, which keeps the
-- rows that point to it.
PRAGMA defer_foreign_keys = on;
CREATE TABLE invoices_before AS SELECT * FROM invoices;
DROP TABLE invoices;
CREATE TABLE invoices (
  id TEXT PRIMARY KEY,
  shard TEXT NOT NULL,
  year INTEGER NOT NULL,
  serial INTEGER NOT NULL CHECK (serial > 0),
  account TEXT NOT NULL REFERENCES accounts (id),
  customer TEXT NOT NULL REFERENCES customers (id),
  kind TEXT NOT NULL CHECK (kind IN ('order', 'renewal', 'upgrade', 'restore')),
  period_from TEXT NOT NULL CHECK (period_from IS date(period_from)),
  period_to TEXT NOT NULL CHECK (period_to IS date(period_to)),
  due_on TEXT NOT NULL CHECK (due_on IS date(due_on)),
  amount INTEGER NOT NULL CHECK (amount > 0),
  paid_amount INTEGER NOT NULL DEFAULT 0 CHECK (paid_amount >= 0),
  state TEXT NOT NULL CHECK (state IN ('issued', 'paid', 'void')),
  terms_version TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  lines TEXT NOT NULL CHECK (json_valid(lines)),
  commit_id TEXT NOT NULL,
  CHECK (state = 'void' OR (state = 'paid') = (paid_amount >= amount)),
  CHECK (period_from < period_to)
) STRICT, WITHOUT ROWID;
INSERT INTO invoices SELECT id, shard, year, serial, account, customer, kind, period_from, period_to, due_on, amount, paid_amount, state,
  terms_version, issued_at, lines, commit_id FROM invoices_before;
DROP TABLE invoices_before;
CREATE UNIQUE INDEX invoices_number ON invoices (shard, year, serial);
-- One invoice for a term; a void one stands for none, and a customer may upgrade or restore twice on a day. Finds an account's invoices too.
CREATE UNIQUE INDEX invoices_once_per_period ON invoices (account, kind, period_from, (iif(state = 'void' OR kind IN ('upgrade', 'restore'), id, '')));

CREATE TRIGGER invoices_move_by_commit BEFORE UPDATE ON invoices
WHEN NEW.commit_id IS OLD.commit_id OR NEW.terms_version IS NOT OLD.terms_version OR NEW.lines IS NOT OLD.lines
BEGIN SELECT RAISE(ABORT, 'an issued invoice keeps its terms and lines, and moves by a commit'); END;

-- Several people may act for a company.
CREATE TABLE memberships_before AS SELECT * FROM memberships;
DROP TABLE memberships;
CREATE TABLE memberships (
  customer TEXT NOT NULL REFERENCES customers (id),
  user TEXT NOT NULL REFERENCES auth_user (id),
  role TEXT NOT NULL CHECK (role IN ('owner', 'billing', 'technical')),
  authority TEXT,
  created_at INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (user, customer)
) STRICT, WITHOUT ROWID;
INSERT INTO memberships SELECT customer, user, role, authority, created_at, commit_id FROM memberships_before;
DROP TABLE memberships_before;
CREATE INDEX memberships_customer ON memberships (customer);
