CREATE TABLE question (
  id {id},
  code TEXT NOT NULL UNIQUE,
  version BIGINT NOT NULL DEFAULT 1,
  kind TEXT NOT NULL CHECK (kind IN ('written', 'oral')),
  chamber TEXT NOT NULL CHECK (chamber IN ('representatives', 'councillors')),
  legislature INTEGER CHECK (legislature BETWEEN 1 AND 99),
  number INTEGER CHECK (number BETWEEN 1 AND 999999),
  status TEXT NOT NULL CHECK (status IN ('draft', 'deposited', 'transmitted', 'answered', 'withdrawn', 'lapsed')),
  publication TEXT NOT NULL CHECK (publication IN ('unpublished', 'published', 'hidden')),
  hidden_reason TEXT,
  deposited_on DATE,
  transmitted_on DATE,
  answered_on DATE,
  ended_on DATE,
  due_on DATE,
  deadline_rule_id BIGINT REFERENCES deadline_rule(id),
  deposit_order INTEGER NOT NULL DEFAULT 0,
  due_order INTEGER NOT NULL DEFAULT 0,
  answer_order INTEGER NOT NULL DEFAULT 0,
  source_id TEXT UNIQUE,
  source_hash TEXT,
  created_at {instant} NOT NULL,
  updated_at {instant} NOT NULL,
  UNIQUE (chamber, legislature, number),
  CHECK (number IS NULL OR legislature IS NOT NULL),
  CHECK (deposited_on IS NULL OR transmitted_on IS NULL OR deposited_on <= transmitted_on),
  CHECK (transmitted_on IS NULL OR answered_on IS NULL OR transmitted_on <= answered_on),
  CHECK (deposited_on IS NULL OR answered_on IS NULL OR deposited_on <= answered_on),
  CHECK (transmitted_on IS NULL OR status <> 'draft'),
  CHECK (answered_on IS NULL OR status = 'answered'),
  CHECK (due_on IS NULL OR transmitted_on IS NOT NULL),
  CHECK ((publication = 'hidden') = (hidden_reason IS NOT NULL)),
  CHECK (publication = 'unpublished' OR status <> 'draft')
);
CREATE INDEX question_by_deposit ON question (publication, deposit_order, id);
CREATE INDEX question_by_chamber ON question (publication, chamber, deposit_order, id);
CREATE INDEX question_by_status ON question (publication, status, deposit_order, id);
CREATE INDEX question_by_due ON question (publication, status, due_order, id);
CREATE INDEX question_by_answer ON question (publication, answer_order, id);
CREATE TABLE question_language (
  question_id BIGINT NOT NULL REFERENCES question(id),
  locale TEXT NOT NULL,
  PRIMARY KEY (question_id, locale)
);
CREATE TABLE reference_alias (
  chamber TEXT NOT NULL CHECK (chamber IN ('representatives', 'councillors')),
  legislature INTEGER NOT NULL,
  number INTEGER NOT NULL,
  question_id BIGINT NOT NULL REFERENCES question(id),
  PRIMARY KEY (chamber, legislature, number)
);
CREATE TABLE author (
  question_id BIGINT NOT NULL REFERENCES question(id),
  position INTEGER NOT NULL,
  member_id BIGINT NOT NULL REFERENCES member(id),
  political_group_id BIGINT REFERENCES political_group(id),
  PRIMARY KEY (question_id, position),
  UNIQUE (question_id, member_id)
);
CREATE INDEX author_by_member ON author (member_id, question_id);
CREATE INDEX author_by_group ON author (political_group_id, question_id);
CREATE TABLE attribution (
  id {id},
  question_id BIGINT NOT NULL REFERENCES question(id),
  position INTEGER NOT NULL,
  ministry_id BIGINT NOT NULL REFERENCES ministry(id),
  since DATE,
  clock_from DATE,
  until DATE,
  due_on DATE,
  answered_on DATE,
  reason TEXT,
  CHECK (since IS NULL OR until IS NULL OR since <= until),
  CHECK (until IS NULL OR answered_on IS NULL)
);
CREATE INDEX attribution_by_ministry ON attribution (ministry_id, question_id);
CREATE UNIQUE INDEX attribution_once_at_a_time ON attribution (question_id, ministry_id) WHERE until IS NULL;
CREATE TABLE question_theme (
  question_id BIGINT NOT NULL REFERENCES question(id),
  theme_id BIGINT NOT NULL REFERENCES theme(id),
  PRIMARY KEY (question_id, theme_id)
);
CREATE INDEX question_theme_by_theme ON question_theme (theme_id, question_id);
CREATE TABLE question_link (
  from_id BIGINT NOT NULL REFERENCES question(id),
  kind TEXT NOT NULL CHECK (kind IN ('grouped_with', 'renews', 'repeats', 'follows_up', 'converted_from')),
  to_id BIGINT NOT NULL REFERENCES question(id),
  PRIMARY KEY (from_id, kind, to_id),
  CHECK (from_id <> to_id)
);
CREATE INDEX question_link_by_target ON question_link (to_id);
CREATE TABLE sub_question (
  id {id},
  question_id BIGINT NOT NULL REFERENCES question(id),
  position INTEGER NOT NULL CHECK (position > 0),
  UNIQUE (question_id, position)
);
CREATE TABLE answer (
  id {id},
  code TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('holding', 'final', 'correction')),
  ministry_id BIGINT REFERENCES ministry(id),
  minister {json} NOT NULL,
  answered_on DATE,
  corrects_id BIGINT REFERENCES answer(id),
  published_at {instant},
  created_at {instant} NOT NULL,
  CHECK ((kind = 'correction') = (corrects_id IS NOT NULL)),
  CHECK (corrects_id IS NULL OR corrects_id <> id)
);
CREATE TABLE answer_question (
  answer_id BIGINT NOT NULL REFERENCES answer(id),
  question_id BIGINT NOT NULL REFERENCES question(id),
  position INTEGER NOT NULL,
  PRIMARY KEY (answer_id, question_id)
);
CREATE INDEX answer_by_question ON answer_question (question_id, position);
CREATE TABLE answer_coverage (
  answer_id BIGINT NOT NULL REFERENCES answer(id),
  sub_question_id BIGINT NOT NULL REFERENCES sub_question(id),
  coverage TEXT NOT NULL CHECK (coverage IN ('answered', 'partly', 'not_addressed')),
  PRIMARY KEY (answer_id, sub_question_id)
);
CREATE INDEX answer_coverage_by_sub_question ON answer_coverage (sub_question_id);
CREATE TABLE text (
  id {id},
  part TEXT NOT NULL CHECK (part IN ('subject', 'question', 'sub_question', 'answer')),
  question_id BIGINT REFERENCES question(id),
  sub_question_id BIGINT REFERENCES sub_question(id),
  answer_id BIGINT REFERENCES answer(id),
  locale TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('original', 'official_translation', 'unofficial_translation', 'machine_translation', 'press_report', 'unspecified')),
  body TEXT NOT NULL CHECK (body <> ''),
  provenance {json} NOT NULL,
  entered_by TEXT,
  reviewed_by TEXT,
  reviewed_on DATE,
  created_at {instant} NOT NULL,
  CHECK ((part IN ('subject', 'question')) = (question_id IS NOT NULL)),
  CHECK ((part = 'sub_question') = (sub_question_id IS NOT NULL)),
  CHECK ((part = 'answer') = (answer_id IS NOT NULL)),
  CHECK ((reviewed_by IS NULL) = (reviewed_on IS NULL))
);
CREATE UNIQUE INDEX text_once_per_question ON text (question_id, part, locale) WHERE question_id IS NOT NULL;
CREATE UNIQUE INDEX text_once_per_sub_question ON text (sub_question_id, locale) WHERE sub_question_id IS NOT NULL;
CREATE UNIQUE INDEX text_once_per_answer ON text (answer_id, locale) WHERE answer_id IS NOT NULL;
CREATE TABLE press_citation (
  id {id},
  question_id BIGINT NOT NULL REFERENCES question(id),
  position INTEGER NOT NULL,
  locale TEXT,
  title TEXT,
  outlet TEXT,
  published_on DATE,
  url TEXT,
  sha256 TEXT CHECK (sha256 IS NULL OR length(sha256) = 64),
  UNIQUE (question_id, position)
);
CREATE TABLE attachment (
  id {id},
  question_id BIGINT REFERENCES question(id),
  answer_id BIGINT REFERENCES answer(id),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  media_type TEXT NOT NULL CHECK (media_type = 'application/pdf'),
  size_bytes BIGINT NOT NULL CHECK (size_bytes > 0),
  pages INTEGER NOT NULL CHECK (pages > 0),
  title TEXT NOT NULL,
  created_at {instant} NOT NULL,
  CHECK ((question_id IS NULL) <> (answer_id IS NULL))
);
CREATE INDEX attachment_by_question ON attachment (question_id);
CREATE INDEX attachment_by_answer ON attachment (answer_id);
CREATE TABLE event (
  id {id},
  question_id BIGINT NOT NULL REFERENCES question(id),
  kind TEXT NOT NULL,
  occurred_on DATE,
  recorded_at {instant} NOT NULL,
  actor TEXT NOT NULL CHECK (actor <> ''),
  reason TEXT,
  data {json} NOT NULL
);
CREATE INDEX event_by_question ON event (question_id, id);
CREATE TABLE outbox (
  id {id},
  kind TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  revision BIGINT NOT NULL DEFAULT 1,
  attempts INTEGER NOT NULL DEFAULT 0,
  available_at BIGINT NOT NULL,
  parked BOOLEAN NOT NULL DEFAULT FALSE,
  note TEXT,
  UNIQUE (kind, subject_id)
);
CREATE INDEX outbox_due ON outbox (parked, available_at);
CREATE TABLE site_state (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  generation BIGINT NOT NULL
);
INSERT INTO site_state (id, generation) VALUES (1, 1);
CREATE TABLE import_run (
  file_sha256 TEXT NOT NULL PRIMARY KEY,
  file_name TEXT NOT NULL,
  lines_done BIGINT NOT NULL,
  finished BOOLEAN NOT NULL,
  updated_at {instant} NOT NULL
);
