-- Plots with what was measured of them; the figures of the latest standing boundary are on the plot itself.
create table plots_plot (
  programme uuid not null,
  id uuid not null,
  person uuid not null,
  name text not null,
  crop text not null,
  tenure text not null,
  planted_year integer,
  declared_m2 bigint,
  zone uuid not null,
  boundary uuid,
  area_m2 bigint,
  perimeter_m integer,
  district text,
  said_district text,
  lon double precision,
  lat double precision,
  verdict text not null,
  findings jsonb not null,
  waiting uuid,
  asked text,
  retired boolean not null,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index plots_plot_person on plots_plot (programme, person);
create index plots_plot_zone on plots_plot (programme, zone);
create index plots_plot_district on plots_plot (programme, district);

-- Every capture of a boundary is kept; an earlier one counts again when a later one is taken back.
create table plots_boundary (
  programme uuid not null,
  id uuid not null,
  plot uuid not null,
  by uuid not null,
  ring jsonb not null,
  method text not null,
  repairs uuid,
  why text,
  limits uuid,
  accuracy_cm integer,
  area_m2 bigint not null,
  perimeter_m integer not null,
  district text,
  lon double precision not null,
  lat double precision not null,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  verdict text not null,
  findings jsonb not null,
  second text,
  settled text,
  decision text,
  number bigint not null,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index plots_boundary_plot on plots_boundary (programme, plot);

-- Squares of a hundredth of a degree that a boundary touches: neighbours are looked for by square.
create table plots_square (
  programme uuid not null,
  square text not null,
  boundary uuid not null,
  plot uuid not null,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  primary key (programme, square, boundary)
);

-- Pairs of plots that cover common ground; a is the smaller id.
create table plots_overlap (
  programme uuid not null,
  a uuid not null,
  b uuid not null,
  share_ppm integer not null,
  overlap_m2 double precision not null,
  iou_ppm integer not null,
  finding text not null,
  level text not null,
  same_person boolean not null,
  a_boundary uuid not null,
  b_boundary uuid not null,
  stands uuid,
  void boolean not null,
  primary key (programme, a, b)
);
create index plots_overlap_b on plots_overlap (programme, b);

create table plots_retired (
  programme uuid not null,
  id uuid not null,
  plot uuid not null,
  reason text not null,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index plots_retired_plot on plots_retired (programme, plot);

-- What people said after looking at a boundary.
create table plots_review (
  programme uuid not null,
  id uuid not null,
  boundary uuid not null,
  decision text not null,
  reason text not null,
  by uuid not null,
  number bigint not null,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index plots_review_boundary on plots_review (programme, boundary);

-- Districts that people said instead of the one that the outline says.
create table plots_district (
  programme uuid not null,
  id uuid not null,
  plot uuid not null,
  district text not null,
  reason text not null,
  by uuid not null,
  number bigint not null,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index plots_district_plot on plots_district (programme, plot);

-- Limits by which boundaries are judged from a day on.
create table plots_limits (
  programme uuid not null,
  id uuid not null,
  limits jsonb not null,
  source text not null,
  from_day date not null,
  by uuid not null,
  number bigint not null,
  on_day date not null,
  primary key (programme, id)
);

-- Layers of the ground, brought in the office; the files lie by their hash under the data directory.
create table plots_layer (
  programme uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  version text not null,
  source text not null,
  licence text not null,
  shows date not null,
  file_name text not null,
  sha256 text not null,
  bytes bigint not null,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  cells bigint not null,
  synthetic boolean not null,
  from_day date not null,
  until_day date,
  number bigint not null,
  brought_by uuid not null,
  on_day date not null,
  retired uuid,
  void boolean not null,
  primary key (programme, id)
);

-- Rules that the programme set, each from a day on.
create table plots_rule (
  programme uuid not null,
  id uuid not null,
  name text not null,
  source text not null,
  share_ppm integer not null,
  loss_from_year integer not null,
  tree_percent integer not null,
  protected_ppm integer not null,
  from_day date not null,
  reason text,
  number bigint not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);

-- Every screening of a plot is kept, with the ground that each layer showed.
create table plots_screening (
  programme uuid not null,
  id uuid not null,
  run uuid not null,
  plot uuid not null,
  boundary uuid not null,
  number bigint not null,
  inputs text not null,
  rule text not null,
  rule_share_ppm integer not null,
  area_m2 double precision not null,
  layers jsonb not null,
  trees_ppm integer,
  lost_before_ppm integer,
  lost_after_ppm integer,
  alerts_ppm integer,
  unknown_ppm integer not null,
  protected_ppm integer,
  community_ppm integer,
  verdict text not null,
  reasons jsonb not null,
  findings jsonb not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
create index plots_screening_plot on plots_screening (programme, plot);
create index plots_screening_run on plots_screening (programme, run);

-- A plot's verdict as it stands: the latest screening, or what a person decided.
create table plots_verdict (
  programme uuid not null,
  plot uuid not null,
  zone uuid not null,
  verdict text not null,
  at date not null,
  reason text not null,
  reasons jsonb not null,
  rule text not null,
  rule_share_ppm integer not null,
  screening uuid not null,
  screened_on date not null,
  boundary uuid not null,
  changed_from text,
  case_id uuid,
  case_state text not null,
  decided_by uuid,
  trees_ppm integer,
  lost_before_ppm integer,
  lost_after_ppm integer,
  alerts_ppm integer,
  unknown_ppm integer not null,
  protected_ppm integer,
  community_ppm integer,
  findings jsonb not null,
  primary key (programme, plot)
);

-- From which fact on a plot's verdict was what: for whoever must know it on a day.
create table plots_verdict_change (
  programme uuid not null,
  plot uuid not null,
  fact uuid not null,
  number bigint not null,
  at date not null,
  verdict text not null,
  reason text not null,
  void boolean not null,
  primary key (programme, plot, fact)
);

-- A plot that a person must look at; its id is the screening that began it.
create table plots_case (
  programme uuid not null,
  id uuid not null,
  screening uuid not null,
  plot uuid not null,
  boundary uuid not null,
  state text not null,
  reason text not null,
  opened_on date not null,
  opened_by uuid,
  why text,
  evidence integer not null,
  visits integer not null,
  verdict text,
  decided_by uuid,
  decided_on date,
  decision uuid,
  decision_why text,
  void boolean not null,
  primary key (programme, id)
);
create index plots_case_plot on plots_case (programme, plot);

create table plots_case_step (
  programme uuid not null,
  id uuid not null,
  case_id uuid not null,
  plot uuid not null,
  step text not null,
  what text,
  planted_year integer,
  shade_trees integer,
  note text,
  lon double precision,
  lat double precision,
  author uuid not null,
  number bigint not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
create index plots_case_step_plot on plots_case_step (programme, plot);
