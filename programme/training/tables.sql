-- Modules by edition; the newest edition of a code is the one taught.
create table training_module (
  programme uuid not null,
  id uuid not null,
  code text not null,
  title text not null,
  title_en text not null,
  edition integer not null,
  minutes integer not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);

-- Sessions agreed on beforehand. `held_by` is the promoter as a person: the plan is on her phone too.
create table training_plan (
  programme uuid not null,
  id uuid not null,
  zone uuid not null,
  module uuid not null,
  audience text not null,
  trainer uuid not null,
  promoter uuid,
  held_by uuid,
  replicates uuid,
  communities text[] not null,
  invited uuid[] not null,
  place text,
  lon double precision,
  lat double precision,
  starts_at integer,
  minutes integer not null,
  on_day date not null,
  state text not null,
  session uuid,
  reason text,
  void boolean not null,
  primary key (programme, id)
);
create index training_plan_zone on training_plan (programme, zone);

-- One signed sheet. `named` counts each person once; `unnamed` neighbours are kept apart (domain 1.4 rule 5).
create table training_session (
  programme uuid not null,
  id uuid not null,
  zone uuid not null,
  module uuid not null,
  audience text not null,
  trainer uuid not null,
  promoter uuid,
  replicates uuid,
  minutes integer not null,
  place text,
  lon double precision,
  lat double precision,
  named integer not null,
  unnamed integer not null,
  plan uuid,
  starts_at integer,
  held_by uuid,
  expected integer,
  walk_ins integer not null,
  photos integer not null,
  advised integer not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
create index training_session_zone on training_session (programme, zone);
create index training_session_promoter on training_session (programme, promoter) where promoter is not null;
create index training_session_day on training_session (programme, on_day);

-- One row per person and session. `seen` is the person and the day, to find somebody in two places.
create table training_attendance (
  programme uuid not null,
  session uuid not null,
  person uuid not null,
  zone uuid not null,
  audience text not null,
  replica boolean not null,
  evidence text not null,
  seen text not null,
  fact uuid not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, session, person)
);
create index training_attendance_person on training_attendance (programme, person);
create index training_attendance_seen on training_attendance (programme, seen);

-- Somebody who came without being registered; `person` once she was recognised. Only then she is in the attendance.
create table training_walk_in (
  programme uuid not null,
  id uuid not null,
  session uuid not null,
  zone uuid not null,
  names text,
  sex text not null,
  community text,
  person uuid,
  matched_by uuid,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
create index training_walk_in_session on training_walk_in (programme, session);
create index training_walk_in_person on training_walk_in (programme, person) where person is not null;

create table training_promoter (
  programme uuid not null,
  id uuid not null,
  person uuid not null,
  zone uuid not null,
  trained_in uuid not null,
  neighbours integer not null,
  on_day date not null,
  left_on date,
  void boolean not null,
  primary key (programme, id)
);
create index training_promoter_person on training_promoter (programme, person);
