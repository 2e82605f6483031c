-- Accounts, their invoices and payments. An account is the root of what belongs to it: every change of an invoice or a
-- payment takes the account's next version, so one guard decides every race.

-- The CHECK on `state` names the states that orders, cancellations and purges will use: SQLite cannot widen a CHECK later.
CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  package TEXT NOT NULL,
  domain TEXT NOT NULL,
  state TEXT NOT NULL CHECK (
    state IN ('pending_payment', 'active', 'overdue', 'suspended', 'terminated', 'purged', 'order_cancelled', 'cancelled')
  ),
  term TEXT NOT NULL CHECK (term IN ('monthly', 'yearly')),
  anniversary_day INTEGER NOT NULL CHECK (anniversary_day BETWEEN 1 AND 31),
  -- First day not yet paid for; the whole day still counts as in time.
  due_on TEXT NOT NULL CHECK (due_on IS date(due_on)),
  -- The invoice for the period that begins on `due_on`; null: none is owed.
  open_invoice TEXT,
  overdue_at INTEGER,
  suspended_at INTEGER,
  terminated_at INTEGER,
  next_action TEXT,
  next_action_at INTEGER,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  commit_id TEXT NOT NULL,
  CHECK (state <> 'overdue' OR overdue_at IS NOT NULL),
  CHECK (state <> 'suspended' OR suspended_at IS NOT NULL),
  CHECK (state <> 'terminated' OR terminated_at IS NOT NULL),
  CHECK (state <> 'active' OR (overdue_at IS NULL AND suspended_at IS NULL AND terminated_at IS NULL)),
  CHECK ((next_action IS NULL) = (next_action_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX accounts_due ON accounts (next_action_at) WHERE next_action_at IS NOT NULL;
CREATE INDEX accounts_customer ON accounts (customer);

CREATE TRIGGER accounts_move_by_commit BEFORE UPDATE ON accounts
WHEN NEW.version IS NOT OLD.version + 1 OR NEW.commit_id IS OLD.commit_id
BEGIN SELECT RAISE(ABORT, 'an account moves by a commit: version + 1 and its commit id'); END;

-- Numbers are gapless per shard and year: `serial` counts from 1.
CREATE TABLE invoices (
  id TEXT PRIMARY KEY,
  shard TEXT NOT NULL,
  year INTEGER NOT NULL,
  serial INTEGER NOT NULL CHECK (serial > 0),
  account TEXT NOT NULL REFERENCES accounts (id),
  customer TEXT NOT NULL REFERENCES customers (id),
  kind TEXT NOT NULL CHECK (kind IN ('order', 'renewal')),
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
CREATE UNIQUE INDEX invoices_number ON invoices (shard, year, serial);
CREATE UNIQUE INDEX invoices_once_per_period ON invoices (account, kind, period_from) WHERE state <> 'void';

CREATE TRIGGER invoices_move_by_commit BEFORE UPDATE ON invoices
WHEN NEW.commit_id IS OLD.commit_id OR NEW.terms_version IS NOT OLD.terms_version OR NEW.lines IS NOT OLD.lines
BEGIN SELECT RAISE(ABORT, 'an issued invoice keeps its terms and lines, and moves by a commit'); END;

CREATE TABLE payments (
  id TEXT PRIMARY KEY,
  invoice TEXT NOT NULL REFERENCES invoices (id),
  account TEXT NOT NULL REFERENCES accounts (id),
  amount INTEGER NOT NULL CHECK (amount > 0),
  -- When the gateway or bank says it was paid; what counts.
  paid_at INTEGER NOT NULL,
  -- When we heard of it; what never counts.
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  method TEXT NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  effect TEXT NOT NULL CHECK (
    effect IN (
      'part_paid', 'paid', 'order_paid', 'reactivated', 'suspension_undone', 'order_undone', 'cancellation_undone',
      'termination_undone', 'refund_owed', 'paid_after_cancellation', 'paid_after_termination', 'credited'
    )
  ),
  -- The part above what the invoice asked for, and earlier money that an end which is now undone had kept.
  credit INTEGER NOT NULL CHECK (credit >= 0),
  commit_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX payments_invoice ON payments (invoice);

CREATE TRIGGER payments_are_never_changed BEFORE UPDATE ON payments
BEGIN SELECT RAISE(ABORT, 'payments are never changed'); END;
CREATE TRIGGER payments_are_never_deleted BEFORE DELETE ON payments
BEGIN SELECT RAISE(ABORT, 'payments are never deleted'); END;
