-- Who may sign in. Not facts: a password is nobody's business, and a session is gone when it is gone.

create table access_login (
  login text primary key,                  -- folded to lower case
  programme uuid not null,
  staff uuid not null,
  hash text not null,                      -- argon2id
  unique (programme, staff)
);

create table access_session (
  token bytea primary key,                 -- sha-256 of the cookie: a stolen backup opens no session
  programme uuid not null,
  staff uuid not null,
  started_ms bigint not null,
  seen_ms bigint not null
);
create index access_session_staff on access_session (programme, staff);

-- The one-time token of the first administrator; the row goes when it is used.
create table access_setup (
  only_one boolean primary key default true check (only_one),
  token bytea not null
);

-- An erased person can sign in no more; that is all the application's own role may do here.
grant select (programme, staff), delete on access_login, access_session to minka_app;
