-- The staff's desk: who dealt with what could not be delivered, and the ways by which staff find an invoice.

-- When, and by which staff user, somebody dealt with a delivery that failed: it was ordered again, or seen to otherwise.
ALTER TABLE deliveries ADD COLUMN attended_at INTEGER;
ALTER TABLE deliveries ADD COLUMN attended_by TEXT CHECK ((attended_at IS NULL) = (attended_by IS NULL));
CREATE INDEX deliveries_failed ON deliveries (at) WHERE attended_at IS NULL AND outcome IN ('undeliverable', 'bounced', 'given_up');

-- Open tasks, the oldest first: all of them, and those of a kind.
CREATE INDEX tasks_waiting ON tasks (created_at) WHERE done_at IS NULL;
CREATE INDEX tasks_waiting_of_kind ON tasks (kind, created_at) WHERE done_at IS NULL;

-- Somebody who pays by bank names the domain or themselves.
CREATE INDEX IF NOT EXISTS accounts_domain ON accounts (domain);
CREATE INDEX IF NOT EXISTS customers_name ON customers (name COLLATE NOCASE);
