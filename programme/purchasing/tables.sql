-- Collection centres, scales, price lists, receipts, cash days, and what each producer and plot has delivered.
create table purchasing_centre (
  programme uuid not null,
  id uuid not null,
  name text not null,
  zone uuid not null,
  buyer uuid not null,
  certified text[] not null,
  moisture_reference integer not null,     -- ppm of wet basis
  lon double precision,
  lat double precision,
  on_day date not null,
  primary key (programme, id)
);

create table purchasing_scale (
  programme uuid not null,
  id uuid not null,
  centre uuid not null,
  serial text not null,
  certificate text,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index purchasing_scale_centre on purchasing_scale (programme, centre);

-- A list holds from `on_day` until the next approved list of its centre.
create table purchasing_prices (
  programme uuid not null,
  id uuid not null,
  centre uuid not null,
  prices jsonb not null,                   -- [{state, grade, perKg}]
  quality_per_kg bigint not null,
  certified_per_kg bigint not null,
  schemes jsonb,                           -- [{scheme, perKg}]
  loyalty_per_kg bigint not null,
  loyalty_from bigint,                     -- grams of the year as dry beans
  author uuid not null,
  approved_by uuid,                        -- the fact that approved it
  approved_day date,
  until_day date,
  on_day date not null,
  primary key (programme, id)
);
create index purchasing_prices_centre on purchasing_prices (programme, centre);

create table purchasing_purchase (
  programme uuid not null,
  id uuid not null,
  centre uuid not null,
  zone uuid not null,
  buyer uuid not null,
  person uuid not null,
  plot uuid,
  state text not null,
  bags integer not null,
  gross bigint not null,                   -- grams
  tare bigint not null,
  tare_by text,
  net bigint not null,
  scale uuid,
  moisture integer,                        -- ppm of wet basis
  fermented integer,                       -- ppm of the cut beans
  cut jsonb,
  bean_count integer,                      -- in 100 g
  grade text not null,
  prices uuid not null,
  terms uuid,                              -- the set it was computed by
  certified boolean not null,
  schemes jsonb,
  loyal boolean not null,
  plain text,                              -- why as conventional
  payable bigint not null,                 -- grams paid for
  per_kg bigint not null,                  -- céntimos
  amount bigint not null,
  premium bigint not null,                 -- the part of the amount above the list
  deducted bigint not null,
  fund uuid,
  advance bigint not null,                 -- taken for one that she was given
  paid bigint not null,
  payment text not null,
  reference text,
  vehicle text,
  receipt text not null,
  series text not null,                    -- what stands before the receipt's last digits
  number integer,                          -- those digits; null when there are none
  year integer not null,
  month date not null,                     -- first day of the month
  author uuid not null,
  arrived bigint not null,                 -- its place in the log
  replaced_by uuid,                        -- the corrected receipt
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index purchasing_purchase_person on purchasing_purchase (programme, person);
create index purchasing_purchase_plot on purchasing_purchase (programme, plot);
create index purchasing_purchase_centre on purchasing_purchase (programme, centre, on_day);
create index purchasing_purchase_day on purchasing_purchase (programme, on_day);
create index purchasing_purchase_receipt on purchasing_purchase (programme, receipt);

-- Delivered in a calendar year, per producer and per plot; wet beans count as the dry ones they give.
create table purchasing_delivered (
  programme uuid not null,
  person uuid not null,
  year integer not null,
  wet bigint not null,
  dry bigint not null,
  as_dry bigint not null,
  amount bigint not null,
  premium bigint not null,
  deducted bigint not null,
  purchases integer not null,
  primary key (programme, person, year)
);
create index purchasing_delivered_year on purchasing_delivered (programme, year);

create table purchasing_harvest (
  programme uuid not null,
  plot uuid not null,
  year integer not null,
  as_dry bigint not null,
  primary key (programme, plot, year)
);

create table purchasing_cash (
  programme uuid not null,
  id uuid not null,
  centre uuid not null,
  amount bigint not null,
  document text not null,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index purchasing_cash_centre on purchasing_cash (programme, centre, on_day);

create table purchasing_day (
  programme uuid not null,
  id uuid not null,
  centre uuid not null,
  counted bigint not null,
  expected bigint not null,                -- the book's cash box when the count landed
  note text,
  moment text not null,                    -- opening or close
  notes jsonb,                             -- [{value, count}]
  author uuid not null,
  confirmed bigint,                        -- the difference that a second person confirmed
  confirmed_by uuid,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index purchasing_day_centre on purchasing_day (programme, centre, on_day);

-- Money taken out that paid no producer.
create table purchasing_taken (
  programme uuid not null,
  id uuid not null,
  centre uuid not null,
  amount bigint not null,
  use text not null,
  document text not null,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index purchasing_taken_centre on purchasing_taken (programme, centre, on_day);

-- Producers at a centre's scale, as its phones hold them; `seen` counts what happened to what they hold.
create table purchasing_customer (
  programme uuid not null,
  id uuid not null,                        -- of person and centre together
  person uuid not null,
  centre uuid not null,
  delivered boolean not null,
  gone boolean not null,
  seen integer not null,
  primary key (programme, id)
);
create index purchasing_customer_person on purchasing_customer (programme, person);

create table purchasing_box (
  programme uuid not null,
  id uuid not null,                        -- the centre
  seen integer not null,
  on_day date not null,                    -- of its last movement
  primary key (programme, id)
);

-- How far each device's series has come.
create table purchasing_series (
  programme uuid not null,
  series text not null,
  last integer not null,
  primary key (programme, series)
);

-- Dated terms: what receipts are judged and computed by beside the list; each set holds only what it changes.
create table purchasing_terms (
  programme uuid not null,
  id uuid not null,
  buyer uuid,                              -- null: every buyer
  terms jsonb not null,
  source text not null,
  from_day date not null,
  by uuid not null,
  number bigint not null,
  on_day date not null,
  primary key (programme, id)
);

-- Money given before the beans come.
create table purchasing_advance (
  programme uuid not null,
  id uuid not null,
  centre uuid not null,
  person uuid not null,
  amount bigint not null,
  payment text not null,
  document text not null,
  due date,
  author uuid not null,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index purchasing_advance_person on purchasing_advance (programme, person);

-- The tax paper of a receipt, as the tax office numbered it.
create table purchasing_settlement (
  programme uuid not null,
  id uuid not null,
  purchase uuid not null,
  number text not null,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index purchasing_settlement_purchase on purchasing_settlement (programme, purchase);
create index purchasing_settlement_number on purchasing_settlement (programme, number);

-- What somebody came to who looked at a sign of fraud.
create table purchasing_sign (
  programme uuid not null,
  id uuid not null,
  sign text not null,
  about text not null,
  through bigint not null,                 -- the last record that was there to see
  outcome text not null,
  reason text not null,
  by uuid not null,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index purchasing_sign_about on purchasing_sign (programme, about);
