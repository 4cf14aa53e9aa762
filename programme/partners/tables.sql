-- Who works together: the programme, its organisations, zones, staff and what each may do where.
create table partners_programme (
  programme uuid not null,
  id uuid not null,
  name text not null,
  code text not null,
  country text not null,
  started_on date not null,
  ends_on date not null,
  primary key (programme, id)
);

create table partners_organisation (
  programme uuid not null,
  id uuid not null,
  name text not null,
  does text not null,
  ruc text,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);

create table partners_zone (
  programme uuid not null,
  id uuid not null,
  name text not null,
  parent uuid,
  districts text[] not null,
  lon double precision,
  lat double precision,
  on_day date not null,
  primary key (programme, id)
);
create index partners_zone_parent on partners_zone (programme, parent);

-- Names and addresses of staff are personal: empty once the person was erased.
create table partners_staff (
  programme uuid not null,
  id uuid not null,
  names text,
  email text,
  organisation uuid,
  person uuid,
  void boolean not null,
  on_day date not null,
  primary key (programme, id)
);
create index partners_staff_person on partners_staff (programme, person);
create index partners_staff_email on partners_staff (programme, email);

-- One role of one member of staff; no scopes means the whole programme.
create table partners_grant (
  programme uuid not null,
  id uuid not null,
  staff uuid not null,
  role text not null,
  scopes uuid[] not null,
  revoked boolean not null,
  on_day date not null,
  revoked_by uuid,
  revoked_on date,
  primary key (programme, id)
);
create index partners_grant_staff on partners_grant (programme, staff);
create index partners_grant_role on partners_grant (programme, role);

-- Phones that were given up: they hand in what they hold, and see nothing more.
create table partners_phone (
  programme uuid not null,
  id uuid not null,
  staff uuid not null,
  wipe boolean not null,
  reason text not null,
  on_day date not null,
  revoked_by uuid not null,
  wiped_by uuid,
  revoked_ms bigint not null,
  void boolean not null,
  primary key (programme, id)
);
