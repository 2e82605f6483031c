-- Money of the customer that the provider holds (S13, S20), what it was spent on, and money that went back by the provider's own hand.

CREATE TABLE credits (
  id TEXT PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  account TEXT NOT NULL REFERENCES accounts (id),
  source TEXT NOT NULL CHECK (source IN ('overpayment', 'void_invoice', 'indemnity')),
  -- The payment, the void invoice or the claim that it comes from.
  origin TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  at INTEGER NOT NULL,
  document TEXT NOT NULL,
  terms_version TEXT NOT NULL,
  clause TEXT NOT NULL,
  commit_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX credits_customer ON credits (customer);
-- A void invoice may stand again and become void again; a payment and a claim give credit once.
CREATE UNIQUE INDEX credits_once ON credits (source, origin) WHERE source <> 'void_invoice';

-- Each part of a credit that was spent. What is left is a sum, so that nothing of a credit is ever changed.
CREATE TABLE credit_uses (
  credit TEXT NOT NULL REFERENCES credits (id),
  -- invoice: it paid an invoice; reinstated: the void invoice that it came from stands again; refund, chargeback: the money went back;
  -- extension: it was exchanged for a longer term.
  use TEXT NOT NULL CHECK (use IN ('invoice', 'reinstated', 'refund', 'chargeback', 'extension')),
  -- The invoice, the refund or the account.
  subject TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  at INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (credit, use, subject, commit_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX credit_uses_subject ON credit_uses (subject);

CREATE TRIGGER credit_uses_never_exceed BEFORE INSERT ON credit_uses
WHEN NEW.amount + (SELECT coalesce(sum(amount), 0) FROM credit_uses WHERE credit = NEW.credit) > (SELECT amount FROM credits WHERE id = NEW.credit)
BEGIN SELECT RAISE(ABORT, 'credit_overspent: nobody spends a credit twice'); END;
CREATE TRIGGER credits_are_never_changed BEFORE UPDATE ON credits BEGIN SELECT RAISE(ABORT, 'credits are never changed'); END;
CREATE TRIGGER credits_are_never_deleted BEFORE DELETE ON credits BEGIN SELECT RAISE(ABORT, 'credits are never deleted'); END;
CREATE TRIGGER credit_uses_are_never_changed BEFORE UPDATE ON credit_uses BEGIN SELECT RAISE(ABORT, 'uses of credit are never changed'); END;
CREATE TRIGGER credit_uses_are_never_deleted BEFORE DELETE ON credit_uses BEGIN SELECT RAISE(ABORT, 'uses of credit are never deleted'); END;

-- Void invoices on which money still stands: it becomes credit.
CREATE INDEX invoices_void_parts ON invoices (id) WHERE state = 'void' AND paid_amount > 0;

-- What staff paid back: a new negative entry beside those that gateways report.
CREATE TABLE refunds (
  id TEXT PRIMARY KEY,
  payment TEXT NOT NULL REFERENCES payments (id),
  invoice TEXT NOT NULL REFERENCES invoices (id),
  account TEXT NOT NULL REFERENCES accounts (id),
  amount INTEGER NOT NULL CHECK (amount < 0),
  basis TEXT NOT NULL CHECK (basis IN ('owed', 'credit', 'decision')),
  -- A note of staff, and the bank's own reference of the transfer.
  reason TEXT NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  commit_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX refunds_invoice ON refunds (invoice);
CREATE TRIGGER refunds_are_never_changed BEFORE UPDATE ON refunds BEGIN SELECT RAISE(ABORT, 'refunds are never changed'); END;
CREATE TRIGGER refunds_are_never_deleted BEFORE DELETE ON refunds BEGIN SELECT RAISE(ABORT, 'refunds are never deleted'); END;
