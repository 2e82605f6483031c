-- The staff's desk: who dealt with what could not be delivered, and what the first page counts.

-- When, and by which staff user, somebody dealt with a delivery that failed: it was ordered again, or seen to otherwise.
ALTER TABLE deliveries ADD COLUMN attended_at INTEGER;
ALTER TABLE deliveries ADD COLUMN attended_by TEXT CHECK ((attended_at IS NULL) = (attended_by IS NULL));
CREATE INDEX deliveries_failed ON deliveries (at) WHERE attended_at IS NULL AND outcome IN ('undeliverable', 'bounced', 'given_up');

-- Open tasks, the oldest first: all of them, and those of a kind.
CREATE INDEX tasks_waiting ON tasks (created_at) WHERE done_at IS NULL;
CREATE INDEX tasks_waiting_of_kind ON tasks (kind, created_at) WHERE done_at IS NULL;

-- Staff may declare an outage of the gateways twice at once: one runs.
CREATE UNIQUE INDEX outages_running ON outages (kind) WHERE until_at IS NULL;
