-- A producer opens her passbook with the card in her hand and six digits. Not facts: a PIN is nobody's business.
create table access_pin (
  programme uuid not null,
  person uuid not null,
  hash text not null,                      -- argon2id
  made_by uuid not null,
  made_ms bigint not null,
  tries integer not null default 0,        -- since the last right one, counted before they are looked at
  tried_ms bigint not null default 0,
  primary key (programme, person)
);
alter table access_pin enable row level security;
create policy programme on access_pin to minka_app using (programme = any ((select nullif(current_setting('minka.programmes', true), '')::uuid[])::uuid[]));
-- An erased person's PIN goes with her; whether there is one may be asked, what it is may not.
grant select (programme, person, made_ms), delete on access_pin to minka_app;

-- A session that ends at an hour, however much it is used; null as long as it is used.
alter table access_session add column until_ms bigint;
