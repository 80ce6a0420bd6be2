CREATE TABLE account (
  id {id},
  code TEXT NOT NULL UNIQUE,
  version BIGINT NOT NULL DEFAULT 1,
  address TEXT NOT NULL CHECK (address <> ''),
  address_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  locale TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('administrator', 'clerk', 'ministry_agent')),
  chamber TEXT CHECK (chamber IN ('representatives', 'councillors')),
  password_hash TEXT,
  totp_secret TEXT,
  totp_last_step BIGINT,
  digest BOOLEAN NOT NULL DEFAULT FALSE,
  disabled_at {instant},
  created_at {instant} NOT NULL,
  CHECK ((role = 'clerk') = (chamber IS NOT NULL))
);
CREATE TABLE account_ministry (
  account_id BIGINT NOT NULL REFERENCES account(id),
  ministry_id BIGINT NOT NULL REFERENCES ministry(id),
  PRIMARY KEY (account_id, ministry_id)
);
CREATE INDEX account_ministry_by_ministry ON account_ministry (ministry_id, account_id);
CREATE TABLE recovery_code (
  account_id BIGINT NOT NULL REFERENCES account(id),
  code_sha256 TEXT NOT NULL,
  used_at {instant},
  PRIMARY KEY (account_id, code_sha256)
);
CREATE TABLE one_use_link (
  token_sha256 TEXT NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('invitation', 'new_password', 'demonstration', 'second_step')),
  account_id BIGINT NOT NULL REFERENCES account(id),
  created_at {instant} NOT NULL,
  expires_at {instant} NOT NULL,
  used_at {instant}
);
CREATE INDEX one_use_link_by_account ON one_use_link (account_id);
CREATE TABLE session (
  id {id},
  token_sha256 TEXT NOT NULL UNIQUE,
  account_id BIGINT NOT NULL REFERENCES account(id),
  started_at {instant} NOT NULL,
  seen_at {instant} NOT NULL,
  expires_at {instant} NOT NULL,
  browser TEXT NOT NULL
);
CREATE INDEX session_by_account ON session (account_id);
CREATE TABLE known_browser (
  account_id BIGINT NOT NULL REFERENCES account(id),
  token_sha256 TEXT NOT NULL,
  seen_at {instant} NOT NULL,
  PRIMARY KEY (account_id, token_sha256)
);
CREATE TABLE sign_in_failure (
  id {id},
  attempt_sha256 TEXT NOT NULL,
  network TEXT NOT NULL,
  failed_at BIGINT NOT NULL
);
CREATE INDEX sign_in_failure_by_attempt ON sign_in_failure (attempt_sha256, failed_at);
CREATE INDEX sign_in_failure_by_network ON sign_in_failure (network, failed_at);
CREATE TABLE api_token (
  id {id},
  token_sha256 TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  scope TEXT NOT NULL CHECK (scope IN ('read', 'import')),
  chamber TEXT CHECK (chamber IN ('representatives', 'councillors')),
  created_by BIGINT NOT NULL REFERENCES account(id),
  created_at {instant} NOT NULL,
  last_used_on DATE,
  revoked_at {instant}
);
CREATE TABLE audit (
  id BIGINT NOT NULL PRIMARY KEY,
  at {instant} NOT NULL,
  actor TEXT NOT NULL CHECK (actor <> ''),
  action TEXT NOT NULL CHECK (action <> ''),
  subject TEXT NOT NULL,
  data TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
);
CREATE INDEX audit_by_subject ON audit (subject, id);
CREATE INDEX audit_by_actor ON audit (actor, id);
