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
