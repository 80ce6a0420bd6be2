CREATE TABLE factor_removal (
  account_id BIGINT NOT NULL PRIMARY KEY REFERENCES account(id),
  asked_by TEXT NOT NULL CHECK (asked_by <> ''),
  asked_at {instant} NOT NULL
);
CREATE TABLE sealing_key (
  id TEXT NOT NULL PRIMARY KEY
);
ALTER TABLE recovery_code ADD COLUMN short BOOLEAN NOT NULL DEFAULT TRUE;
