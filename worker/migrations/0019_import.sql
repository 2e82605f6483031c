-- Customers and accounts that a provider brings along from elsewhere.

-- Of people who were customers before no date of birth is demanded. A CHECK cannot be altered, so the table is made anew under its own
-- name, which keeps the rows that point to it.
PRAGMA defer_foreign_keys = on;
CREATE TABLE customers_before AS SELECT * FROM customers;
DROP TABLE customers;
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
  versions_told INTEGER NOT NULL DEFAULT 0,
  origin TEXT NOT NULL DEFAULT 'registration' CHECK (origin IN ('registration', 'import')),
  CHECK (kind = 'company' OR born_on IS NOT NULL OR origin = 'import')
) STRICT, WITHOUT ROWID;
INSERT INTO customers (id, kind, name, phone, address, country, born_on, founded_on, language, transfer_notice, transfer_acknowledged_at,
    created_at, version, commit_id, versions_told)
  SELECT id, kind, name, phone, address, country, born_on, founded_on, language, transfer_notice, transfer_acknowledged_at,
    created_at, version, commit_id, versions_told FROM customers_before;
DROP TABLE customers_before;
CREATE INDEX customers_versions_told ON customers (versions_told);
CREATE INDEX customers_name ON customers (name COLLATE NOCASE);

-- Each pair of files that was imported, by what it says: the same one is never imported twice.
CREATE TABLE imports (
  -- SHA-256 of both files and the versions asserted, hex.
  digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
  imported_at INTEGER NOT NULL,
  -- The staff user.
  imported_by TEXT NOT NULL,
  -- Object of document and version: what the customers are said to have agreed to elsewhere.
  versions TEXT NOT NULL CHECK (json_valid(versions)),
  customers INTEGER NOT NULL,
  accounts INTEGER NOT NULL,
  commit_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which customer of the old system is which of ours.
CREATE TABLE imported_customers (
  customer TEXT PRIMARY KEY REFERENCES customers (id),
  import TEXT NOT NULL REFERENCES imports (digest),
  ref TEXT NOT NULL,
  commit_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX imported_customers_ref ON imported_customers (import, ref);
