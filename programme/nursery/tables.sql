-- A nursery is a scope of its own: `id` is also the scope of everything that happens on its benches.
create table nursery_nursery (
  programme uuid not null,
  id uuid not null,
  name text not null,
  zone uuid not null,
  host uuid not null,
  capacity integer not null,
  lon double precision,
  lat double precision,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);

create table nursery_capacity (
  programme uuid not null,
  id uuid not null,
  nursery uuid not null,
  capacity integer not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
create index nursery_capacity_nursery on nursery_capacity (programme, nursery);

create table nursery_clone (
  programme uuid not null,
  id uuid not null,
  name text not null,
  synonyms text[] not null,
  self_compatible boolean,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);

-- `alive` stands on the bench, `ready` is labelled for sale; seeds = alive + ready + sold + lost.
create table nursery_batch (
  programme uuid not null,
  id uuid not null,
  nursery uuid not null,
  clone uuid not null,
  bed text not null,
  seeds integer not null,
  stage text not null,
  alive integer not null,
  ready integer not null,
  sold integer not null,
  lost integer not null,
  on_day date not null,
  ready_on date,
  void boolean not null,
  primary key (programme, id)
);
create index nursery_batch_nursery on nursery_batch (programme, nursery);

-- Every count at a stage: what the book had, what was counted.
create table nursery_count (
  programme uuid not null,
  id uuid not null,
  batch uuid not null,
  nursery uuid not null,
  stage text not null,
  stage_before text not null,
  expected integer not null,
  counted integer not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
create index nursery_count_batch on nursery_count (programme, batch);

create table nursery_loss (
  programme uuid not null,
  id uuid not null,
  batch uuid not null,
  nursery uuid not null,
  clone uuid not null,
  stage text not null,
  cause text not null,
  plants integer not null,
  from_ready integer not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
create index nursery_loss_batch on nursery_loss (programme, batch);

create table nursery_ready (
  programme uuid not null,
  id uuid not null,
  batch uuid not null,
  nursery uuid not null,
  clone uuid not null,
  plants integer not null,
  stage_before text not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
create index nursery_ready_batch on nursery_ready (programme, batch);

-- `paper` is the nursery and the receipt number, to find a number given twice.
create table nursery_sale (
  programme uuid not null,
  id uuid not null,
  nursery uuid not null,
  person uuid not null,
  plot uuid,
  plants integer not null,
  amount bigint not null,
  payment text not null,
  receipt text not null,
  paper text not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
create index nursery_sale_person on nursery_sale (programme, person);
create index nursery_sale_plot on nursery_sale (programme, plot) where plot is not null;
create index nursery_sale_paper on nursery_sale (programme, paper);

create table nursery_sale_line (
  programme uuid not null,
  sale uuid not null,
  batch uuid not null,
  clone uuid not null,
  nursery uuid not null,
  person uuid not null,
  plants integer not null,
  amount bigint not null,
  returned integer not null,               -- brought back; "plants" and "amount" are what stayed
  refunded bigint not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, sale, batch)
);
create index nursery_sale_line_batch on nursery_sale_line (programme, batch);

create table nursery_return (
  programme uuid not null,
  id uuid not null,
  sale uuid not null,
  batch uuid not null,
  nursery uuid not null,
  plants integer not null,
  refund bigint not null,
  usable boolean not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
create index nursery_return_sale on nursery_return (programme, sale);

create table nursery_survival (
  programme uuid not null,
  id uuid not null,
  sale uuid not null,
  person uuid not null,
  zone uuid not null,
  planted integer not null,
  alive integer not null,
  months integer not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
create index nursery_survival_sale on nursery_survival (programme, sale);
