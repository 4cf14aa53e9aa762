-- A producer's own baseline: twelve months before the programme. The earliest that stands counts.
create table visits_baseline (
  programme uuid not null,
  id uuid not null,
  person uuid not null,
  zone uuid not null,
  productive_m2 bigint not null,
  harvested bigint not null,
  income bigint not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
create index visits_baseline_person on visits_baseline (programme, person);

-- `walked` is the visitor and the day, to count a day's visits.
create table visits_visit (
  programme uuid not null,
  id uuid not null,
  person uuid not null,
  plot uuid,
  zone uuid not null,
  visitor uuid not null,
  purpose text not null,
  minutes integer not null,
  lon double precision,
  lat double precision,
  walked text not null,
  next_on date,
  promoter uuid,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
create index visits_visit_person on visits_visit (programme, person);
create index visits_visit_walked on visits_visit (programme, walked);
create index visits_visit_zone on visits_visit (programme, zone);

create table visits_request (
  programme uuid not null,
  id uuid not null,
  person uuid not null,
  zone uuid not null,
  promoter uuid,
  matter text not null,
  visit uuid,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
create index visits_request_person on visits_request (programme, person);

create table visits_adoption (
  programme uuid not null,
  visit uuid not null,
  practice text not null,
  person uuid not null,
  plot uuid,
  zone uuid not null,
  score smallint not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, visit, practice)
);
create index visits_adoption_person on visits_adoption (programme, person);

-- Commitments; the note stays in the fact, because people write names into notes.
create table visits_advice (
  programme uuid not null,
  visit uuid not null,
  practice text not null,
  person uuid not null,
  zone uuid not null,
  due date not null,
  state text not null,
  closed_in uuid,
  closed_on date,
  on_day date not null,
  void boolean not null,
  primary key (programme, visit, practice)
);
create index visits_advice_person on visits_advice (programme, person);

create table visits_harvest (
  programme uuid not null,
  id uuid not null,
  person uuid not null,
  zone uuid not null,
  through date not null,
  harvested bigint not null,
  sold_to_others bigint not null,
  income_from_others bigint not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
create index visits_harvest_person on visits_harvest (programme, person);
