-- Upgrades that wait for their payment, found by their last day when they lapse (S17).
CREATE INDEX invoices_upgrades_open ON invoices (due_on) WHERE kind = 'upgrade' AND state = 'issued';
