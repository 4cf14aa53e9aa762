create table fund_fund (
  programme uuid not null,
  id uuid not null,
  name text not null,
  owner uuid not null,
  ceiling bigint not null,
  deduction_cap integer not null,
  term_days integer not null,
  interest_rate integer not null,          -- ppm a year; 0 when none is taken
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);

create table fund_goods (
  programme uuid not null,
  id uuid not null,
  fund uuid not null,
  name text not null,
  sort text not null,
  price bigint not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);

create table fund_contribution (
  programme uuid not null,
  id uuid not null,
  fund uuid not null,
  source uuid not null,
  amount bigint not null,
  restricted boolean not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);

-- Batches that the fund paid for, one row per payment.
create table fund_batch (
  programme uuid not null,
  id uuid not null,
  fund uuid not null,
  batch uuid not null,
  amount bigint not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
create index fund_batch_batch on fund_batch (programme, batch);

create table fund_purchase (
  programme uuid not null,
  id uuid not null,
  fund uuid not null,
  goods uuid not null,
  quantity integer not null,
  cost bigint not null,
  supplier uuid,
  document text not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);

create table fund_credit (
  programme uuid not null,
  id uuid not null,
  fund uuid not null,
  person uuid not null,
  zone uuid not null,
  goods uuid not null,
  quantity integer not null,
  amount bigint not null,
  state text not null,
  asked_by uuid not null,
  asked_on date not null,
  approved_by uuid,
  approved_on date,
  delivery uuid,
  void boolean not null,
  primary key (programme, id)
);
create index fund_credit_person on fund_credit (programme, person);

create table fund_delivery (
  programme uuid not null,
  id uuid not null,
  fund uuid not null,
  person uuid not null,
  zone uuid not null,
  goods uuid not null,
  sort text not null,
  quantity integer not null,
  unit_price bigint not null,
  amount bigint not null,
  payment text not null,
  credit uuid,
  serial text,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
create index fund_delivery_person on fund_delivery (programme, person);

-- `paper` is the fund and the receipt number, to find a number given twice.
create table fund_repayment (
  programme uuid not null,
  id uuid not null,
  fund uuid not null,
  person uuid not null,
  zone uuid not null,
  amount bigint not null,
  how text not null,
  receipt text not null,
  paper text not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
create index fund_repayment_person on fund_repayment (programme, person);
create index fund_repayment_paper on fund_repayment (programme, paper);

create table fund_settlement (
  programme uuid not null,
  id uuid not null,
  fund uuid not null,
  buyer uuid not null,
  amount bigint not null,
  document text not null,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);

-- Debts that the fund gave up, once a second person agreed.
create table fund_write_off (
  programme uuid not null,
  id uuid not null,
  fund uuid not null,
  person uuid not null,
  amount bigint not null,
  reason text not null,
  asked_by uuid not null,
  asked_on date not null,
  approved_by uuid,
  approved_on date,
  void boolean not null,
  primary key (programme, id)
);

-- Interest by month; the amounts of the book are its entries.
create table fund_interest (
  programme uuid not null,
  id uuid not null,
  fund uuid not null,
  person uuid not null,
  amount bigint not null,
  late boolean not null,
  month text,
  on_day date not null,
  void boolean not null,
  primary key (programme, id)
);
create index fund_interest_person on fund_interest (programme, person);
