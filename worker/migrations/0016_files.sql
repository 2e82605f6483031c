-- Staff find a customer, open the file with a reason, and act beside an account's state.

-- What staff search by. None of these columns is touched by a sweep, so a step writes no row more than before.
CREATE INDEX IF NOT EXISTS customers_name ON customers (name COLLATE NOCASE);
CREATE INDEX IF NOT EXISTS accounts_domain ON accounts (domain);
-- What became of a customer's mail, and what is to be done about one account or customer.
CREATE INDEX deliveries_customer ON deliveries (customer, at) WHERE customer IS NOT NULL;
CREATE INDEX tasks_subject ON tasks (subject) WHERE done_at IS NULL;

-- A staff user opened a customer's file, and why (P12). The customer reads every row.
CREATE TABLE customer_looks (
  id TEXT PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  user TEXT NOT NULL REFERENCES auth_user (id),
  category TEXT NOT NULL CHECK (category IN ('asked', 'billing', 'fault', 'abuse', 'claim', 'data_request', 'law', 'task')),
  words TEXT NOT NULL CHECK (trim(words) <> ''),
  at INTEGER NOT NULL,
  -- First instant at which the file is closed again.
  until INTEGER NOT NULL CHECK (until > at),
  commit_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_looks_customer ON customer_looks (customer, until);

CREATE TRIGGER customer_looks_are_never_changed BEFORE UPDATE ON customer_looks
BEGIN SELECT RAISE(ABORT, 'a look stays as it was recorded'); END;

-- What staff wrote when they acted beside an account's state. The event of the same commit has the ids, and no word of a person.
CREATE TABLE account_acts (
  commit_id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts (id),
  user TEXT NOT NULL REFERENCES auth_user (id),
  act TEXT NOT NULL CHECK (
    act IN ('hold_placed', 'hold_ended', 'violation_declared', 'violation_lifted', 'purge_blocked', 'purge_unblocked')
  ),
  reason TEXT NOT NULL CHECK (trim(reason) <> ''),
  evidence TEXT CHECK ((act = 'violation_declared') = (evidence IS NOT NULL)),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX account_acts_account ON account_acts (account, at);

CREATE TRIGGER account_acts_are_never_changed BEFORE UPDATE ON account_acts
BEGIN SELECT RAISE(ABORT, 'what staff wrote stays as it was written'); END;
