CREATE TABLE change_mark (
  kind TEXT NOT NULL CHECK (kind IN ('shown', 'kept', 'taken', 'reference')),
  subject_id BIGINT NOT NULL
);
CREATE INDEX change_mark_once ON change_mark (kind, subject_id);
CREATE TABLE question_change (
  question_id BIGINT NOT NULL PRIMARY KEY,
  generation BIGINT NOT NULL,
  public_generation BIGINT NOT NULL
);
CREATE INDEX question_change_by_generation ON question_change (generation);
ALTER TABLE site_state ADD COLUMN public_generation BIGINT NOT NULL DEFAULT 1;
ALTER TABLE site_state ADD COLUMN reference_generation BIGINT NOT NULL DEFAULT 1;
ALTER TABLE site_state ADD COLUMN retraction_generation BIGINT NOT NULL DEFAULT 1;
CREATE INDEX ministry_work_submitted ON ministry_work (question_id) WHERE state = 'submitted';
