-- Lots, what went into them, their counts, and what left on a truck.
create table lots_lot (
  programme uuid not null,
  id uuid not null,
  code text not null,
  centre uuid not null,
  zone uuid not null,
  process text not null,                   -- reception, or how it was made of other lots
  state text not null,
  grams bigint not null,                   -- as received or made
  adjusted bigint not null,                -- sum of counts since
  balance bigint not null,
  total_in bigint not null,                -- everything that went in; shares are parts of it
  known_in bigint not null,                -- the part with a known plot; less than total_in is an unknown origin
  strange_in bigint not null,              -- found in a count and of no known lot, weighed as what went in
  receipts integer not null,
  moisture integer,                        -- ppm of wet basis
  certified boolean not null,              -- everything in it was
  claims jsonb not null,                   -- what all that went in shares
  custody text not null,                   -- identity-preserved or segregated
  store uuid,
  transfer uuid,                           -- on its way to another centre
  days integer,
  turns integer,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index lots_lot_code on lots_lot (programme, code);
create index lots_lot_centre on lots_lot (programme, centre, on_day);

-- A receipt stands in one lot, whole.
create table lots_receipt (
  programme uuid not null,
  purchase uuid not null,
  lot uuid not null,
  person uuid not null,
  plot uuid,
  grams bigint not null,
  moved bigint not null,                   -- grams that the reception took from the centre's stock
  void boolean not null,
  on_day date not null,
  primary key (programme, purchase)
);
create index lots_receipt_lot on lots_receipt (programme, lot) include (plot, person, grams, void);
create index lots_receipt_plot on lots_receipt (programme, plot);
create index lots_receipt_person on lots_receipt (programme, person);

-- Grams of a lot that went into another lot or a shipment.
create table lots_edge (
  programme uuid not null,
  target uuid not null,
  source uuid not null,
  grams bigint not null,
  void boolean not null,
  primary key (programme, target, source)
);
create index lots_edge_source on lots_edge (programme, source);

create table lots_adjustment (
  programme uuid not null,
  id uuid not null,
  lot uuid not null,
  delta bigint not null,
  reason text not null,
  same_lot boolean not null,
  because text not null,                   -- count, moisture, spill … ; move and sample are facts of their own
  counted uuid,                            -- the stock count that found it
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index lots_adjustment_lot on lots_adjustment (programme, lot);

create table lots_shipment (
  programme uuid not null,
  id uuid not null,
  code text not null,
  centre uuid not null,
  zone uuid not null,
  buyer uuid not null,
  container text,
  grams bigint not null,
  known bigint not null,                   -- the part with a known plot
  certified boolean not null,
  claims jsonb not null,
  custody text not null,
  frozen jsonb not null,                   -- origin set when it left: verdict → plot → grams pro rata
  frozen_plots integer not null,
  frozen_unknown bigint,                   -- grams of unknown origin; null when there is none, not even a bean
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index lots_shipment_day on lots_shipment (programme, on_day);

-- Links to an origin that buyers were given.
create table lots_shared (
  programme uuid not null,
  id uuid not null,
  of uuid not null,                        -- a lot or a shipment
  buyer uuid not null,
  until date not null,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index lots_shared_of on lots_shared (programme, of);

-- Fermentation boxes and drying beds, and what was read there.
create table lots_batch (
  programme uuid not null,
  id uuid not null,
  code text not null,
  centre uuid not null,
  process text not null,
  method text not null,
  place text not null,
  inputs jsonb not null,
  grams bigint not null,
  readings integer not null,
  turns integer not null,
  last_turn text,                          -- day and time
  temperature integer,                     -- tenths of a degree, the latest
  hottest integer,
  moisture integer,
  lot uuid,                                -- what came out; null while it is under way
  closed_on date,
  at text,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index lots_batch_centre on lots_batch (programme, centre, on_day);
create index lots_batch_lot on lots_batch (programme, lot);

create table lots_reading (
  programme uuid not null,
  id uuid not null,
  batch uuid not null,
  at text not null,
  turned boolean not null,
  temperature integer,
  moisture integer,
  place text,
  note text,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index lots_reading_batch on lots_reading (programme, batch);

-- Lots between centres: what was sent and what arrived.
create table lots_transfer (
  programme uuid not null,
  id uuid not null,
  lot uuid not null,
  from_centre uuid not null,
  to_centre uuid not null,
  book bigint not null,                    -- what the book had of it when it left
  sent bigint not null,
  bags integer,
  waybill text not null,
  vehicle text,
  seal text,
  sender uuid not null,
  arrived uuid,
  moved bigint,                            -- what the book had when it arrived, and changed centres
  received bigint,
  received_bags integer,
  blind boolean,
  physics bigint,                          -- of the difference, what the moisture explains
  reason text,
  receiver uuid,
  number bigint,                           -- place of the arrival in the log
  arrived_on date,
  moisture_before integer,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index lots_transfer_lot on lots_transfer (programme, lot);

create table lots_store (
  programme uuid not null,
  id uuid not null,
  centre uuid not null,
  name text not null,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create table lots_store_rule (
  programme uuid not null,
  id uuid not null,
  store uuid not null,
  capacity bigint not null,
  never_emptied boolean not null,
  number bigint not null,
  void boolean not null,
  on_day date not null,                    -- from this day
  primary key (programme, id)
);
create index lots_store_rule_store on lots_store_rule (programme, store);
create table lots_stored (
  programme uuid not null,
  id uuid not null,
  store uuid not null,
  lot uuid not null,
  grams bigint not null,
  number bigint not null,
  before uuid,                             -- the store it lay in
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index lots_stored_store on lots_stored (programme, store);

create table lots_count (
  programme uuid not null,
  id uuid not null,
  centre uuid not null,
  counter uuid not null,
  blind boolean not null,
  lots integer not null,
  book bigint not null,
  counted bigint not null,
  physics bigint not null,
  beyond integer not null,                 -- lots over the tolerance
  note text,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create table lots_counted (
  programme uuid not null,
  stock_count uuid not null,
  lot uuid not null,
  book bigint not null,
  counted bigint not null,
  physics bigint not null,
  beyond boolean not null,
  adjusted uuid,                           -- the adjustment that explained it
  void boolean not null,
  on_day date not null,
  primary key (programme, stock_count, lot)
);
create index lots_counted_lot on lots_counted (programme, lot);

create table lots_sample (
  programme uuid not null,
  id uuid not null,
  lot uuid not null,
  grams bigint not null,
  code text not null,
  counter_code text,
  purpose text not null,
  keep_until date not null,
  tested uuid,
  laboratory text,
  counter boolean,
  moisture integer,
  fermented integer,
  defects integer,
  cadmium integer,
  tested_on date,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index lots_sample_lot on lots_sample (programme, lot);

-- What became less, and how much of it is physics.
create table lots_loss (
  programme uuid not null,
  id uuid not null,                        -- the fact
  what text not null,                      -- drying, fermentation, selection, move, count
  centre uuid not null,
  by_staff uuid not null,
  lot uuid not null,
  before bigint not null,
  after bigint not null,
  physics bigint not null,                 -- negative: lost by drying or draining
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index lots_loss_day on lots_loss (programme, on_day);
