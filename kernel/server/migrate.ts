import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pool, PoolClient } from 'pg';

const ledgerMigrations = fileURLToPath(new URL('../ledger/migrations/', import.meta.url));
const lock = 7239;

/**
 * Brings log and book to this version: each file once, in order, each in a transaction. Returns the names of the files
 * applied now. Refuses a file that was changed after it was applied, and a database of a newer version than this code.
 */
export async function migrate(pool: Pool, directory = ledgerMigrations): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lock]);
    await prepare(client);
    const known = await applied(client);
    const files = readdirSync(directory).filter((file) => file.endsWith('.sql'));
    const unknown = [...known.keys()].filter((name) => !files.includes(name));
    if (unknown.length > 0) throw new Error(`the database is newer than this version of Minka: ${unknown.join(', ')}`);
    const added: string[] = [];
    for (const name of files.sort()) {
      const text = readFileSync(join(directory, name), 'utf8');
      const sha256 = createHash('sha256').update(text).digest('hex');
      if (known.has(name) && known.get(name) !== sha256)
        throw new Error(`migration ${name} was changed after it was applied`);
      if (known.has(name)) continue;
      await client.query(`begin;\n${text}\n;`);
      await client.query('insert into minka_migration values ($1, $2, $3)', [name, sha256, Date.now()]);
      await client.query('commit');
      added.push(name);
    }
    return added;
  } finally {
    await client.query('rollback').catch(() => undefined);
    await client.query('select pg_advisory_unlock($1)', [lock]).catch(() => undefined);
    client.release();
  }
}

/**
 * The application's role and the list of migrations. Roles belong to the whole cluster, and the lock only to this
 * database: a neighbour may make the role at the same moment.
 */
async function prepare(client: PoolClient): Promise<void> {
  await client.query(`
    do $$ begin
      if not exists (select from pg_roles where rolname = 'minka_app') then create role minka_app nologin; end if;
    exception when duplicate_object or unique_violation then null;
    end $$;
    do $$ begin
      -- Since 16 a member may set a role only when that was granted, too.
      if not pg_has_role(current_user, 'minka_app',
        case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end) then
        execute format('grant minka_app to %I', current_user);
      end if;
    end $$;
    create table if not exists minka_migration (name text primary key, sha256 text not null, applied_ms bigint not null)`);
}

async function applied(client: PoolClient): Promise<Map<string, string>> {
  const { rows } = await client.query('select name, sha256 from minka_migration');
  return new Map(rows.map((row) => [String(row.name), String(row.sha256)]));
}
