-- Producers and their households. Personal columns are empty once a person was erased; the rest keeps figures standing.
create table people_person (
  programme uuid not null,
  id uuid not null,
  given_names text,
  family_names text,
  document_type text,
  document_number text,
  document_key text,
  birth_date date,
  phone text,
  search text,
  name_key text,
  cohort text,
  sex text not null,
  birth_year integer,
  told_year integer,
  zone uuid not null,
  district text not null,
  community text,
  household uuid,
  head boolean not null,
  organisation uuid,
  promoter uuid,
  language text,
  photo uuid,
  photo_sha256 text,
  consented boolean not null,
  buyers boolean not null,
  photos boolean not null,
  merged_into uuid,
  same_as uuid,
  erased boolean not null,
  void boolean not null,
  on_day date not null,
  registered_by uuid not null,
  primary key (programme, id)
);
create index people_person_document on people_person (programme, document_key);
create index people_person_name on people_person (programme, name_key);
create index people_person_cohort on people_person (programme, cohort);
create index people_person_same on people_person (programme, same_as) where same_as is not null;
create index people_person_zone on people_person (programme, zone);
create index people_person_household on people_person (programme, household) where household is not null;

-- What was said of a purpose since her registration; what she agreed to then stands in that fact.
create table people_consent (
  programme uuid not null,
  person uuid not null,
  purpose text not null,
  given boolean not null,
  evidence text not null,
  on_day date not null,
  fact uuid not null,
  number bigint not null,
  primary key (programme, person, purpose)
);

create table people_household (
  programme uuid not null,
  id uuid not null,
  zone uuid not null,
  members integer not null,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);

create table people_erasure (
  programme uuid not null,
  id uuid not null,
  person uuid not null,
  asked_by uuid not null,
  approved_by uuid,
  on_day date not null,
  approved_on date,
  primary key (programme, id)
);
create index people_erasure_person on people_erasure (programme, person);

-- Which facts speak of a person beside her registration: her history, and what is replayed when a correction is taken back.
create table people_fact (
  programme uuid not null,
  id uuid not null,
  person uuid not null,
  kind text not null,
  number bigint not null,
  void boolean not null,
  primary key (programme, id)
);
create index people_fact_person on people_fact (programme, person);

-- Whose passbook opens with her card and PIN; the PIN itself is kept with the logins.
create table people_passbook (
  programme uuid not null,
  person uuid not null,
  open boolean not null,
  fact uuid not null,                      -- that opened it last
  by uuid not null,
  on_day date not null,
  primary key (programme, person)
);

-- What producers say is wrong in their passbook. Her words and the answer's stay beside the facts, and go with her.
create table people_report (
  programme uuid not null,
  id uuid not null,
  person uuid not null,
  part text not null,
  line uuid,
  author uuid not null,
  answer uuid,                             -- the fact that answered it last
  outcome text,
  answered_by uuid,
  answered_on date,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index people_report_person on people_report (programme, person);
