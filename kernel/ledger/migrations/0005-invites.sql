-- A one-time code with which somebody chooses her own password: an administrator never knows it.
create table access_invite (
  code bytea primary key,                  -- sha-256 of the code that she is told
  login text not null,                     -- folded to lower case
  programme uuid not null,
  staff uuid not null,
  until_ms bigint not null,
  unique (programme, staff)
);

-- What kind of browser or phone a session runs on, so that the lost one can be told from the others.
alter table access_session add column agent text;

-- An erased person's code goes with her.
grant select (programme, staff), delete on access_invite to minka_app;
