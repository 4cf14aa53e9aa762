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
