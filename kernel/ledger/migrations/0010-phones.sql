-- One-time codes open two things: a login (chooses a password), or a phone (enrols it). Codes for a phone live ten minutes.
alter table access_invite
  add column opens text not null default 'login' check (opens in ('login', 'phone')),
  add column made_by uuid,
  add column made_ms bigint,
  add column used_ms bigint,
  add column claim bytea,                  -- sha-256 of the secret of the phone that used it: its answer may be lost and asked for again
  alter column login drop not null,
  drop constraint access_invite_programme_staff_key,
  add constraint access_invite_one unique (programme, staff, opens);

-- On which phone a session is, and who enrolled it. A session that comes back with an empty store had lost what was in it.
alter table access_session
  add column device uuid,
  add column enrolled_by uuid;

alter table sync_device
  add column clock_ms bigint,              -- server minus the phone's clock, at its last contact
  add column enrolled_by uuid,             -- who made the code; null when she signed in with a password
  add column after_device uuid,            -- the store of this phone was emptied: it was this device before
  add column lost integer,                 -- … and that many records had not been sent yet, as it said last
  add column wiped_ms bigint;              -- it was told to delete what it holds, with nothing left to send
