import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pool } from 'pg';

const ledgerMigrations = fileURLToPath(new URL('../ledger/migrations/', import.meta.url));

/** Brings log and book to this version: each file once, in order, each in a transaction. A changed old file is refused. */
export async function migrate(pool: Pool, directory = ledgerMigrations): Promise<string[]> {
  const client = await pool.connect();
  const applied: string[] = [];
  try {
    await client.query('select pg_advisory_lock(7239)');
    await client.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = 'minka_app') then create role minka_app nologin; end if;
        if not pg_has_role(current_user, 'minka_app', 'member') then execute format('grant minka_app to %I', current_user); end if;
      end $$;
      create table if not exists minka_migration (name text primary key, sha256 text not null, applied_ms bigint not null)`);
    const { rows } = await client.query('select name, sha256 from minka_migration');
    const known = new Map(rows.map((row) => [String(row.name), String(row.sha256)]));
    for (const name of readdirSync(directory).filter((file) => file.endsWith('.sql')).sort()) {
      const text = readFileSync(join(directory, name), 'utf8');
      const sha256 = createHash('sha256').update(text).digest('hex');
      const before = known.get(name);
      if (before === sha256) continue;
      if (before !== undefined) throw new Error(`migration ${name} was changed after it was applied`);
      await client.query(`begin;\n${text};\ninsert into minka_migration values ('${name}', '${sha256}', ${Date.now()});\ncommit`);
      applied.push(name);
    }
    return applied;
  } finally {
    await client.query('rollback').catch(() => undefined);
    await client.query('select pg_advisory_unlock(7239)').catch(() => undefined);
    client.release();
  }
}
