CREATE TABLE correction_request (
  question_id BIGINT NOT NULL PRIMARY KEY REFERENCES question(id),
  kind TEXT NOT NULL CHECK (kind IN ('transmitted', 'not_transmitted', 'referred', 'answered', 'not_answered', 'ended', 'not_ended')),
  on_day DATE,
  answer_id BIGINT REFERENCES answer(id),
  referral INTEGER CHECK (referral > 0),
  reason TEXT NOT NULL CHECK (reason <> ''),
  asked_by TEXT NOT NULL,
  asked_at {instant} NOT NULL,
  CHECK ((kind IN ('answered', 'not_answered')) = (answer_id IS NOT NULL)),
  CHECK ((kind = 'referred') = (referral IS NOT NULL)),
  CHECK ((kind IN ('transmitted', 'referred', 'answered', 'ended')) = (on_day IS NOT NULL))
);
CREATE TABLE answer_day_correction (
  id {id},
  answer_id BIGINT NOT NULL REFERENCES answer(id),
  day_before DATE,
  day_after DATE NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  corrected_by TEXT NOT NULL,
  corrected_at {instant} NOT NULL,
  open_until_commit BIGINT REFERENCES never(id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX answer_day_correction_by_answer ON answer_day_correction (answer_id);
CREATE TABLE annulled_answer (
  answer_id BIGINT NOT NULL PRIMARY KEY REFERENCES answer(id),
  annulled_at {instant} NOT NULL
);
CREATE TABLE legislature_lapse (
  id {id},
  chamber TEXT NOT NULL CHECK (chamber IN ('representatives', 'councillors')),
  legislature INTEGER NOT NULL CHECK (legislature BETWEEN 1 AND 99),
  on_day DATE NOT NULL,
  questions BIGINT NOT NULL CHECK (questions > 0),
  reason TEXT NOT NULL CHECK (reason <> ''),
  asked_by TEXT NOT NULL,
  asked_at {instant} NOT NULL,
  confirmed_by TEXT,
  confirmed_at {instant},
  undone_by TEXT,
  undone_at {instant},
  CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
  CHECK ((undone_by IS NULL) = (undone_at IS NULL)),
  CHECK (undone_at IS NULL OR confirmed_at IS NOT NULL)
);
CREATE UNIQUE INDEX legislature_lapse_one_asked ON legislature_lapse (chamber, legislature) WHERE confirmed_at IS NULL;
CREATE TABLE lapsed_question (
  lapse_id BIGINT NOT NULL REFERENCES legislature_lapse(id),
  question_id BIGINT NOT NULL REFERENCES question(id),
  version BIGINT NOT NULL,
  ended_from TEXT NOT NULL CHECK (ended_from IN ('deposited', 'transmitted')),
  PRIMARY KEY (lapse_id, question_id)
);
CREATE INDEX lapsed_question_by_question ON lapsed_question (question_id);
