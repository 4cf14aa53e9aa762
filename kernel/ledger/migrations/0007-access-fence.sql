-- The application's own role ends logins and sessions of an erased person; of its own programme only.
do $$
declare t text;
begin
  foreach t in array array['access_login', 'access_session', 'access_invite'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy programme on %I to minka_app using (programme = any ((select nullif(current_setting(''minka.programmes'', true), '''')::uuid[])::uuid[]))', t);
  end loop;
end $$;
