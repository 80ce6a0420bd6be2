CREATE TABLE numbering (
  chamber TEXT NOT NULL CHECK (chamber IN ('representatives', 'councillors')),
  legislature INTEGER NOT NULL CHECK (legislature BETWEEN 1 AND 99),
  last_number INTEGER NOT NULL CHECK (last_number BETWEEN 0 AND 999999),
  PRIMARY KEY (chamber, legislature)
);
CREATE TABLE legislature (
  ordinal INTEGER NOT NULL PRIMARY KEY CHECK (ordinal BETWEEN 1 AND 99),
  begins_on DATE NOT NULL,
  ends_on DATE,
  CHECK (ends_on IS NULL OR begins_on <= ends_on)
);
CREATE TABLE ministry_work (
  question_id BIGINT NOT NULL REFERENCES question(id),
  ministry_id BIGINT NOT NULL REFERENCES ministry(id),
  version BIGINT NOT NULL DEFAULT 1,
  state TEXT NOT NULL CHECK (state IN ('received', 'assigned', 'drafted', 'cleared', 'submitted')),
  assigned_to BIGINT REFERENCES account(id),
  internal_due_on DATE,
  answer_id BIGINT REFERENCES answer(id),
  submitted_on DATE,
  returned_reason TEXT,
  PRIMARY KEY (question_id, ministry_id)
);
CREATE INDEX ministry_work_by_ministry ON ministry_work (ministry_id, state);
CREATE INDEX ministry_work_by_answer ON ministry_work (answer_id);
CREATE TABLE transfer_request (
  id {id},
  question_id BIGINT NOT NULL REFERENCES question(id),
  from_ministry_id BIGINT NOT NULL REFERENCES ministry(id),
  to_ministry_id BIGINT NOT NULL REFERENCES ministry(id),
  reason TEXT NOT NULL CHECK (reason <> ''),
  asked_by TEXT NOT NULL,
  asked_at {instant} NOT NULL,
  decision TEXT CHECK (decision IN ('granted', 'refused')),
  decision_reason TEXT,
  decided_by TEXT,
  decided_at {instant},
  CHECK ((decision IS NULL) = (decided_by IS NULL)),
  CHECK (from_ministry_id <> to_ministry_id)
);
CREATE UNIQUE INDEX transfer_request_one_open ON transfer_request (question_id, from_ministry_id) WHERE decision IS NULL;
CREATE TABLE hiding_request (
  question_id BIGINT NOT NULL PRIMARY KEY REFERENCES question(id),
  reason TEXT NOT NULL CHECK (reason <> ''),
  asked_by TEXT NOT NULL,
  asked_at {instant} NOT NULL
);
CREATE TABLE earlier_text (
  id {id},
  text_id BIGINT NOT NULL,
  question_id BIGINT NOT NULL REFERENCES question(id),
  body TEXT NOT NULL CHECK (body <> ''),
  replaced_by TEXT NOT NULL,
  replaced_at {instant} NOT NULL
);
CREATE INDEX earlier_text_by_text ON earlier_text (text_id);
CREATE INDEX earlier_text_by_question ON earlier_text (question_id);
CREATE TABLE never (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id < 0 AND id > 0)
);
CREATE TABLE redaction (
  id {id},
  text_id BIGINT NOT NULL,
  question_id BIGINT NOT NULL REFERENCES question(id),
  reason TEXT NOT NULL CHECK (reason <> ''),
  body_sha256 TEXT NOT NULL,
  redacted_by TEXT NOT NULL,
  redacted_at {instant} NOT NULL,
  passage TEXT CHECK (passage <> ''),
  open_until_commit BIGINT REFERENCES never(id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((passage IS NULL) = (open_until_commit IS NULL))
);
CREATE INDEX redaction_by_question ON redaction (question_id);
CREATE TABLE ministry_reminder (
  id {id},
  question_id BIGINT NOT NULL REFERENCES question(id),
  ministry_id BIGINT NOT NULL REFERENCES ministry(id),
  sent_by TEXT NOT NULL,
  sent_at {instant} NOT NULL,
  note TEXT
);
CREATE INDEX ministry_reminder_by_question ON ministry_reminder (question_id);
CREATE TABLE kept_form (
  account_id BIGINT NOT NULL REFERENCES account(id),
  form TEXT NOT NULL,
  fields {json} NOT NULL,
  based_on BIGINT,
  saved_at {instant} NOT NULL,
  PRIMARY KEY (account_id, form)
);
CREATE TABLE posted_once (
  actor TEXT NOT NULL,
  once TEXT NOT NULL,
  request_sha256 TEXT NOT NULL,
  status INTEGER,
  answer TEXT,
  posted_at {instant} NOT NULL,
  PRIMARY KEY (actor, once)
);
CREATE TABLE calendar_feed (
  token_sha256 TEXT NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL UNIQUE REFERENCES account(id),
  created_at {instant} NOT NULL
);
CREATE TABLE digest_sent (
  account_id BIGINT NOT NULL REFERENCES account(id),
  on_day DATE NOT NULL,
  PRIMARY KEY (account_id, on_day)
);
CREATE TABLE question_reading (
  question_id BIGINT NOT NULL PRIMARY KEY REFERENCES question(id),
  readings BIGINT NOT NULL
);
CREATE TABLE theme_alias (
  slug TEXT NOT NULL PRIMARY KEY,
  name_key TEXT NOT NULL,
  theme_id BIGINT NOT NULL REFERENCES theme(id)
);
CREATE INDEX theme_alias_by_theme ON theme_alias (theme_id);
CREATE TABLE text_need (
  question_id BIGINT NOT NULL REFERENCES question(id) ON DELETE CASCADE,
  chamber TEXT NOT NULL,
  about TEXT NOT NULL CHECK (about IN ('question', 'answer')),
  locale TEXT NOT NULL,
  need TEXT NOT NULL CHECK (need IN ('missing', 'machine', 'unofficial', 'unreviewed')),
  texts INTEGER NOT NULL CHECK (texts > 0),
  PRIMARY KEY (question_id, locale, about, need)
);
CREATE INDEX text_need_by_chamber ON text_need (chamber, need, locale, about, question_id);
