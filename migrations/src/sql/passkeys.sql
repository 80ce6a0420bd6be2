CREATE TABLE passkey (
  id {id},
  account_id BIGINT NOT NULL REFERENCES account(id),
  credential_id TEXT NOT NULL UNIQUE CHECK (credential_id <> ''),
  transports BIGINT NOT NULL,
  static_state TEXT NOT NULL,
  dynamic_state TEXT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  made_at {instant} NOT NULL,
  used_at {instant}
);
CREATE INDEX passkey_account ON passkey (account_id);
