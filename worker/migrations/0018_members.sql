-- Several people act for a company: who was asked to, and for which of their customers a session acts.

CREATE TABLE invitations (
  id TEXT PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  email TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'billing', 'technical')),
  language TEXT NOT NULL CHECK (language IN ('id', 'en')),
  -- SHA-256 of the token that its mail carries; the token itself is kept nowhere.
  digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
  invited_by TEXT NOT NULL REFERENCES auth_user (id),
  invited_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL CHECK (expires_at > invited_at),
  accepted_at INTEGER,
  accepted_by TEXT REFERENCES auth_user (id),
  revoked_at INTEGER,
  commit_id TEXT NOT NULL,
  CHECK ((accepted_at IS NULL) = (accepted_by IS NULL)),
  CHECK (accepted_at IS NULL OR revoked_at IS NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX invitations_customer ON invitations (customer, invited_at);
-- An address is asked once at a time: a new invitation revokes the one before.
CREATE UNIQUE INDEX invitations_open ON invitations (customer, email) WHERE accepted_at IS NULL AND revoked_at IS NULL;

CREATE TRIGGER invitations_end_once BEFORE UPDATE ON invitations
WHEN OLD.accepted_at IS NOT NULL OR OLD.revoked_at IS NOT NULL OR NEW.digest IS NOT OLD.digest OR NEW.email IS NOT OLD.email OR NEW.role IS NOT OLD.role
BEGIN SELECT RAISE(ABORT, 'an invitation is accepted or revoked, once'); END;

-- Where one person acts for several customers: the one that this session chose. Sessions are the sign-in library's own, so no reference.
CREATE TABLE acting (
  session TEXT PRIMARY KEY,
  customer TEXT NOT NULL REFERENCES customers (id),
  -- Not before the session's own end.
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX acting_expiry ON acting (expires_at);
