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
  lon double precision,
  lat double precision,
  verdict text not null,
  findings jsonb not null,
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
  ring jsonb not null,
  method text not null,
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
  same_person boolean not null,
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
