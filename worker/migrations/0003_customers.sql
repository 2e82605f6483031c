-- A customer is a party, a person or a company; users act for it by membership.
CREATE TABLE customers (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'company')),
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  country TEXT NOT NULL CHECK (length(country) = 2),
  born_on TEXT,
  founded_on TEXT,
  language TEXT NOT NULL CHECK (language IN ('id', 'en')),
  transfer_notice TEXT NOT NULL,
  transfer_acknowledged_at INTEGER,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  commit_id TEXT NOT NULL,
  CHECK (kind = 'company' OR born_on IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE memberships (
  customer TEXT NOT NULL REFERENCES customers (id),
  user TEXT NOT NULL REFERENCES auth_user (id),
  role TEXT NOT NULL CHECK (role IN ('owner')),
  authority TEXT,
  created_at INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (user, customer)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_customer ON memberships (customer);

-- Decisions are only ever added. A version is accepted once and declined once; a decline is taken back by accepting.
CREATE TABLE acceptances (
  id TEXT PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  user TEXT NOT NULL REFERENCES auth_user (id),
  document TEXT NOT NULL,
  version TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('id', 'en')),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  decision TEXT NOT NULL CHECK (decision IN ('accepted', 'declined', 'asserted')),
  shown_at INTEGER NOT NULL,
  decided_at INTEGER NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('registration', 'portal', 'api', 'import')),
  page TEXT NOT NULL,
  authority TEXT,
  commit_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX acceptances_once ON acceptances (customer, document, version, decision);

CREATE TRIGGER acceptances_are_never_changed BEFORE UPDATE ON acceptances
BEGIN SELECT RAISE(ABORT, 'acceptances are never changed'); END;

CREATE TABLE receipts (
  id TEXT PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  acceptance TEXT NOT NULL UNIQUE REFERENCES acceptances (id),
  jws TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  commit_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX receipts_customer ON receipts (customer);
