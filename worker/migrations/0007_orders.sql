-- Orders: the purchase click (S2) with everything that proves it. Its circumstances stand in `evidence` under the same id.
CREATE TABLE orders (
  -- The account that the order opened.
  id TEXT PRIMARY KEY REFERENCES accounts (id),
  customer TEXT NOT NULL REFERENCES customers (id),
  user TEXT NOT NULL REFERENCES auth_user (id),
  invoice TEXT NOT NULL REFERENCES invoices (id),
  package TEXT NOT NULL,
  term TEXT NOT NULL CHECK (term IN ('monthly', 'yearly')),
  -- As the catalogue stated it then.
  price INTEGER NOT NULL CHECK (price > 0),
  domain TEXT NOT NULL,
  -- Array of {document, version}: what was accepted when it was ordered.
  documents TEXT NOT NULL CHECK (json_valid(documents)),
  ordered_at INTEGER NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('portal', 'api')),
  page TEXT NOT NULL,
  commit_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX orders_customer ON orders (customer);

CREATE TRIGGER orders_are_never_changed BEFORE UPDATE ON orders
BEGIN SELECT RAISE(ABORT, 'orders are never changed'); END;

-- The instant at which an order ended unpaid.
ALTER TABLE accounts ADD COLUMN cancelled_at INTEGER CHECK (state <> 'order_cancelled' OR cancelled_at IS NOT NULL);
