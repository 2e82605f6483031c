-- Payments through a gateway: what was ordered there, what it told us, and the money that went back or belongs to nobody yet.

-- One attempt to pay one invoice through one gateway. Its id is the only thing of ours that the gateway knows.
CREATE TABLE gateway_orders (
  order_id TEXT PRIMARY KEY CHECK (length(order_id) <= 50),
  gateway TEXT NOT NULL CHECK (gateway IN ('midtrans', 'xendit')),
  invoice TEXT NOT NULL REFERENCES invoices (id),
  attempt INTEGER NOT NULL CHECK (attempt > 0),
  amount INTEGER NOT NULL CHECK (amount > 0),
  -- asked: whether the gateway did it is not known; open: can be paid; closed: voided, expired or never reachable; paid: money came.
  state TEXT NOT NULL CHECK (state IN ('asked', 'open', 'closed', 'paid')),
  reference TEXT,
  pay_url TEXT,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  commit_id TEXT NOT NULL,
  CHECK (state <> 'open' OR (reference IS NOT NULL AND pay_url IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX gateway_orders_attempt ON gateway_orders (invoice, attempt);

-- Notifications whose authenticity was checked, stored as they came before anything is done about them: a gateway's word is the
-- proof of a payment, and what is stored cannot be lost by whatever fails afterwards. `next_try_at`: not yet applied, due then.
CREATE TABLE gateway_notifications (
  gateway TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  status TEXT NOT NULL,
  order_id TEXT NOT NULL,
  reference TEXT NOT NULL,
  raw TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  failure TEXT,
  applied_at INTEGER,
  next_try_at INTEGER,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (gateway, transaction_id, status),
  CHECK ((applied_at IS NULL) = (next_try_at IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX gateway_notifications_due ON gateway_notifications (next_try_at) WHERE next_try_at IS NOT NULL;

-- Everything known of a transaction, which only ever grows, and what of it stands in the books.
CREATE TABLE gateway_transactions (
  gateway TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  order_id TEXT NOT NULL REFERENCES gateway_orders (order_id),
  state TEXT NOT NULL CHECK (state IN ('pending', 'denied', 'cancelled', 'expired', 'settled', 'refunded', 'charged_back')),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  settled_at INTEGER,
  was_provisional INTEGER NOT NULL CHECK (was_provisional IN (0, 1)),
  was_cancelled INTEGER NOT NULL CHECK (was_cancelled IN (0, 1)),
  unclear_reversal INTEGER NOT NULL CHECK (unclear_reversal IN (0, 1)),
  refunded INTEGER NOT NULL,
  charged_back INTEGER NOT NULL,
  booked_paid INTEGER NOT NULL,
  booked_refunded INTEGER NOT NULL,
  booked_charged_back INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (gateway, transaction_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX gateway_transactions_order ON gateway_transactions (order_id);

CREATE TRIGGER gateway_transactions_never_regress BEFORE UPDATE ON gateway_transactions
WHEN NEW.version IS NOT OLD.version + 1 OR NEW.commit_id IS OLD.commit_id OR NEW.refunded < OLD.refunded
  OR NEW.charged_back < OLD.charged_back OR NEW.booked_paid < OLD.booked_paid OR (OLD.booked_paid > 0 AND NEW.booked_paid <> OLD.booked_paid)
  OR (OLD.state IN ('settled', 'refunded', 'charged_back') AND NEW.state NOT IN ('settled', 'refunded', 'charged_back'))
BEGIN SELECT RAISE(ABORT, 'what a gateway settled never regresses'); END;

-- Money that went back: always a new negative entry.
CREATE TABLE payment_reversals (
  -- Gateway, transaction, kind and the total of that kind after it: the same entry cannot be made twice.
  reference TEXT PRIMARY KEY,
  gateway TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  invoice TEXT NOT NULL REFERENCES invoices (id),
  kind TEXT NOT NULL CHECK (kind IN ('refund', 'chargeback')),
  amount INTEGER NOT NULL CHECK (amount < 0),
  recorded_at INTEGER NOT NULL,
  commit_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_reversals_invoice ON payment_reversals (invoice);

CREATE TRIGGER payment_reversals_are_never_changed BEFORE UPDATE ON payment_reversals
BEGIN SELECT RAISE(ABORT, 'reversals are never changed'); END;
CREATE TRIGGER payment_reversals_are_never_deleted BEFORE DELETE ON payment_reversals
BEGIN SELECT RAISE(ABORT, 'reversals are never deleted'); END;

-- Money that a person has to look at. Never nowhere.
CREATE TABLE unmatched_payments (
  gateway TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('unknown_order', 'not_recordable', 'refund', 'chargeback', 'unclear_reversal', 'gateway_unanswered')),
  order_id TEXT NOT NULL,
  -- Null: not known.
  amount INTEGER,
  paid_at INTEGER,
  created_at INTEGER NOT NULL,
  resolved_at INTEGER,
  resolved_by TEXT,
  -- What the person found and did; a note for staff.
  resolution TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (gateway, transaction_id, reason),
  CHECK ((resolved_at IS NULL) = (resolved_by IS NULL) AND (resolved_at IS NULL) = (resolution IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX unmatched_payments_open ON unmatched_payments (created_at) WHERE resolved_at IS NULL;
