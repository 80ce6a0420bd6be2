CREATE TABLE passkey (
  id {id},
  account_id BIGINT NOT NULL REFERENCES account(id),
  name TEXT NOT NULL CHECK (name <> ''),
  credential_id TEXT NOT NULL UNIQUE,
  user_handle TEXT NOT NULL,
  fixed_state TEXT NOT NULL,
  moving_state TEXT NOT NULL,
  added_at {instant} NOT NULL,
  used_at {instant}
);
CREATE INDEX passkey_by_account ON passkey (account_id);
CREATE TABLE factor_removal (
  account_id BIGINT NOT NULL PRIMARY KEY REFERENCES account(id),
  asked_by TEXT NOT NULL CHECK (asked_by <> ''),
  asked_at {instant} NOT NULL
);
CREATE TABLE sealing_key (
  id TEXT NOT NULL PRIMARY KEY
);
ALTER TABLE recovery_code ADD COLUMN short BOOLEAN NOT NULL DEFAULT TRUE;
