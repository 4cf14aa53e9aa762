import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { openLedger } from '#kernel/ledger/ledger.ts';
import type { Outcome } from '#kernel/pure/fact.ts';
import { Actors } from '#kernel/server/actors.ts';
import { backup, restore } from '#kernel/server/backup.ts';
import { postgresDesk } from '../postgresDesk.ts';
import { type Backing, type Place, pageSize } from './backing.ts';

/** The shipped server store on a real database, which it empties first. */
export async function postgresBacking(pool: Pool, of: Place, folder: string): Promise<Backing> {
  const ledger = await openLedger(pool, of.registry, { broken: throwing });
  const { programme } = of;
  const actors = new Actors(ledger);
  const file = join(folder, `${programme}.gz`);
  let kept = false;
  const empty = async () => {
    const { rows } = await pool.query(
      `select string_agg(tablename, ', ') as all from pg_tables where schemaname = current_schema()
       and tablename not in ('minka_migration', 'ledger_capability')`,
    );
    await pool.query(`truncate ${String(rows[0]?.all)}`);
  };
  await empty();
  await ledger.found(programme, 'FIELD');
  await ledger.rebuild(programme);
  await ledger.record(programme, of.founding, { staff: null });
  return {
    desk: postgresDesk(ledger, actors, pageSize),
    tell: async (facts) => {
      await ledger.record(programme, facts, { staff: null });
      actors.forget();
    },
    backup: async () => {
      await backup(pool, file);
      kept = true;
    },
    restore: async (hidden, leap) => {
      if (!kept) return false;
      const before = await pool.query('select epoch from ledger_head');
      await empty();
      await restore(pool, file, []);
      const epoch = Number(before.rows[0]?.epoch) + (hidden ? 0 : 1 + leap);
      await pool.query('update ledger_head set epoch = $1', [epoch]);
      await ledger.rebuild(programme);
      actors.forget();
      return true;
    },
    look: async () => {
      const log = await pool.query(
        `select f.id, coalesce(r.outcome, f.outcome) as outcome from ledger_fact f
         left join ledger_release r on r.programme = f.programme and r.fact = f.id`,
      );
      const aside = await pool.query(`select id from ledger_quarantine where code <> 'device.cloned'`);
      const people = await pool.query('select id, zone, name, grams, centimos, plants from field_person');
      const balances = await pool.query(
        'select a.kind, a.unit, b.amount from book_balance b join book_account a on a.programme = b.programme and a.id = b.account',
      );
      return {
        log: new Map(log.rows.map((r) => [String(r.id), r.outcome as Outcome])),
        aside: new Set(aside.rows.map((r) => String(r.id))),
        people: new Map(
          people.rows.map((r) => [
            String(r.id),
            { ...r, grams: Number(r.grams), centimos: Number(r.centimos), plants: Number(r.plants) },
          ]),
        ),
        balances: balances.rows.map((r) => ({ kind: String(r.kind), unit: String(r.unit), amount: Number(r.amount) })),
      };
    },
    close: async () => rmSync(file, { force: true }),
  };
}

const throwing = (kind: string, id: string, error: unknown) => {
  throw new Error(`rule broke on ${kind} ${id}`, { cause: error });
};
