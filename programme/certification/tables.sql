-- One edition of a scheme: checklist and rules as adopted.
create table certification_scheme (
  programme uuid not null,
  id uuid not null,
  code text not null,
  kind text not null,
  name text not null,
  edition text not null,
  criteria jsonb not null,
  rules jsonb not null,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);

create table certification_certificate (
  programme uuid not null,
  id uuid not null,
  scheme uuid not null,
  scheme_code text not null,
  kind text not null,
  number text not null,
  holder uuid not null,
  body text not null,
  harvest integer not null,
  valid_from date not null,
  valid_until date not null,
  tolerance bigint not null,
  state text not null,
  state_on date not null,
  version integer not null,
  list uuid,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);

create table certification_member (
  programme uuid not null,
  id uuid not null,
  person uuid not null,
  zone uuid not null,
  scheme uuid not null,
  scheme_code text not null,
  organisation uuid not null,
  state text not null,
  state_on date not null,
  state_by uuid not null,
  holding_m2 bigint,
  turnover bigint,
  only_group boolean,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index certification_member_person on certification_member (programme, person);

-- Plots under a certificate; conversion is counted per plot.
create table certification_entered (
  programme uuid not null,
  membership uuid not null,
  plot uuid not null,
  last_forbidden date,
  ready_on date not null,
  fact uuid not null,
  void boolean not null,
  primary key (programme, membership, plot)
);
create index certification_entered_plot on certification_entered (programme, plot);

create table certification_conflict (
  programme uuid not null,
  id uuid not null,
  staff uuid not null,
  person uuid not null,
  tie text not null,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index certification_conflict_person on certification_conflict (programme, person);

-- Planned, done and decided; the answers stay in the fact, because notes hold names.
create table certification_inspection (
  programme uuid not null,
  id uuid not null,
  membership uuid not null,
  person uuid not null,
  zone uuid not null,
  scheme uuid not null,
  inspector uuid not null,
  because text not null,
  due date not null,
  state text not null,
  done uuid,
  done_on date,
  done_by uuid,
  kg_ha integer,
  critical integer not null,
  major integer not null,
  minor integer not null,
  open integer not null,
  decision uuid,
  outcome text,
  decided_on date,
  on_day date not null,
  primary key (programme, id)
);
create index certification_inspection_membership on certification_inspection (programme, membership);
create index certification_inspection_person on certification_inspection (programme, person);
create index certification_inspection_state on certification_inspection (programme, state, due);

create table certification_finding (
  programme uuid not null,
  inspection uuid not null,
  criterion text not null,
  membership uuid not null,
  person uuid not null,
  zone uuid not null,
  level text not null,
  due date not null,
  state text not null,
  closed_in uuid,
  closed_on date,
  looks integer not null,
  void boolean not null,
  on_day date not null,
  primary key (programme, inspection, criterion)
);
create index certification_finding_membership on certification_finding (programme, membership);

create table certification_committee (
  programme uuid not null,
  id uuid not null,
  members json not null,
  quorum integer not null,
  on_day date not null,
  primary key (programme, id)
);

create table certification_case (
  programme uuid not null,
  decision uuid not null,
  inspection uuid not null,
  membership uuid not null,
  zone uuid not null,
  outcome text not null,
  act text not null,
  voters integer not null,
  abstained integer not null,
  on_day date not null,
  primary key (programme, decision, inspection)
);
create index certification_case_inspection on certification_case (programme, inspection);

create table certification_list (
  programme uuid not null,
  id uuid not null,
  certificate uuid not null,
  version integer not null,
  members integer not null,
  grams bigint not null,
  on_day date not null,
  primary key (programme, id)
);
create index certification_list_certificate on certification_list (programme, certificate);

-- Who stands on the approved list of a certificate, and how much she may deliver; what is left of it is in the book
-- (account `certification.volume`, owner the person, unit `claim:<certificate>`).
create table certification_listed (
  programme uuid not null,
  certificate uuid not null,
  person uuid not null,
  membership uuid not null,
  zone uuid not null,
  estimated bigint not null,
  m2 bigint not null,
  kg_ha integer not null,
  from_day date not null,
  stopped_on date,
  list uuid not null,
  version integer not null,
  primary key (programme, certificate, person)
);
create index certification_listed_person on certification_listed (programme, person);
create index certification_listed_membership on certification_listed (programme, membership);

create table certification_sample (
  programme uuid not null,
  id uuid not null,
  certificate uuid not null,
  purpose text not null,
  seed integer not null,
  population integer not null,
  members json not null,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
