CREATE TABLE mail (
  id {id},
  key TEXT NOT NULL UNIQUE CHECK (key <> ''),
  name TEXT NOT NULL,
  address TEXT NOT NULL CHECK (address <> ''),
  locale TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  stop_url TEXT,
  queued_at {instant} NOT NULL,
  not_after BIGINT NOT NULL,
  available_at BIGINT NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  note TEXT
);
CREATE INDEX mail_due ON mail (available_at);
CREATE TABLE mail_stop (
  token_sha256 TEXT NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL REFERENCES account(id),
  made_on DATE NOT NULL
);
CREATE INDEX mail_stop_by_account ON mail_stop (account_id);
