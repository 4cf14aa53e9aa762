-- Targets by code and period; the latest number that stands is the target, earlier ones are amendments of the past.
create table indicators_target (
  programme uuid not null,
  id uuid not null,
  code text not null,
  period text not null,
  value bigint not null,
  reason text,
  number bigint not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);

create table indicators_counting (
  programme uuid not null,
  id uuid not null,
  trained_sessions integer not null,
  trained_minutes integer not null,
  active_replicas integer not null,
  active_advice integer not null,
  number bigint not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);

create table indicators_report (
  programme uuid not null,
  id uuid not null,
  title text not null,
  through bigint not null,                 -- last number of the log that the figures were counted from
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);

create table indicators_figure (
  programme uuid not null,
  report uuid not null,
  code text not null,
  period text not null,
  thousandths bigint,                      -- as submitted; null when there was nothing to measure
  evidence integer not null,
  primary key (programme, report, code, period)
);

-- Who pays for which activities, from day to day.
create table indicators_funding (
  programme uuid not null,
  id uuid not null,
  funder uuid not null,
  activities text[] not null,
  from_day date not null,
  until_day date not null,
  document text,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);

-- Millionths of a sol for one unit of the currency, by month; the latest number that stands is the rate.
create table indicators_rate (
  programme uuid not null,
  id uuid not null,
  currency text not null,
  month text not null,
  rate bigint not null,
  source text not null,
  number bigint not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
