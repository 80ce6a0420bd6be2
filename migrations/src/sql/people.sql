CREATE TABLE ministry (
  id {id},
  slug TEXT NOT NULL UNIQUE
);
CREATE TABLE ministry_name (
  id {id},
  ministry_id BIGINT NOT NULL REFERENCES ministry(id),
  locale TEXT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  name_key TEXT NOT NULL,
  valid_from DATE,
  valid_to DATE,
  CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)
);
CREATE INDEX ministry_name_by_key ON ministry_name (name_key);
CREATE INDEX ministry_name_by_ministry ON ministry_name (ministry_id);
CREATE TABLE ministry_succession (
  predecessor_id BIGINT NOT NULL REFERENCES ministry(id),
  successor_id BIGINT NOT NULL REFERENCES ministry(id),
  kind TEXT NOT NULL CHECK (kind IN ('merged', 'split', 'replaced')),
  on_day DATE,
  PRIMARY KEY (predecessor_id, successor_id),
  CHECK (predecessor_id <> successor_id)
);
CREATE TABLE political_group (
  id {id},
  slug TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('group', 'groupement', 'none')),
  chamber TEXT CHECK (chamber IN ('representatives', 'councillors'))
);
CREATE TABLE political_group_name (
  id {id},
  political_group_id BIGINT NOT NULL REFERENCES political_group(id),
  locale TEXT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  name_key TEXT NOT NULL
);
CREATE INDEX political_group_name_by_key ON political_group_name (name_key);
CREATE INDEX political_group_name_by_group ON political_group_name (political_group_id);
CREATE TABLE member (
  id {id},
  slug TEXT NOT NULL UNIQUE,
  gender TEXT CHECK (gender IN ('f', 'm'))
);
CREATE TABLE member_name (
  id {id},
  member_id BIGINT NOT NULL REFERENCES member(id),
  locale TEXT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  name_key TEXT NOT NULL
);
CREATE INDEX member_name_by_key ON member_name (name_key);
CREATE INDEX member_name_by_member ON member_name (member_id);
CREATE TABLE seat (
  id {id},
  member_id BIGINT NOT NULL REFERENCES member(id),
  chamber TEXT NOT NULL CHECK (chamber IN ('representatives', 'councillors')),
  legislature INTEGER CHECK (legislature BETWEEN 1 AND 99),
  political_group_id BIGINT REFERENCES political_group(id),
  district {json} NOT NULL,
  held_from DATE,
  held_to DATE,
  CHECK (held_from IS NULL OR held_to IS NULL OR held_from <= held_to)
);
CREATE INDEX seat_by_member ON seat (member_id);
CREATE TABLE theme (
  id {id},
  slug TEXT NOT NULL UNIQUE,
  name {json} NOT NULL,
  name_key TEXT NOT NULL UNIQUE
);
CREATE TABLE deadline_rule (
  id {id},
  chamber TEXT CHECK (chamber IN ('representatives', 'councillors')),
  version INTEGER NOT NULL,
  days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 366),
  counting TEXT NOT NULL CHECK (counting IN ('calendar', 'working')),
  roll_forward BOOLEAN NOT NULL,
  restarts_on_transfer BOOLEAN NOT NULL,
  weekend INTEGER NOT NULL CHECK (weekend BETWEEN 0 AND 126),
  valid_from DATE,
  valid_to DATE,
  source {json} NOT NULL,
  CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)
);
CREATE TABLE holiday (
  on_day DATE NOT NULL PRIMARY KEY,
  name {json} NOT NULL,
  source {json} NOT NULL
);
