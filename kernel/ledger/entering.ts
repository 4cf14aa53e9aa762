import { quote } from './load.ts';
import type { Head } from './store.ts';
import type { Statement } from './together.ts';

const ownRole = 'minka_app';

/** Opens a transaction that sees one programme only, with no more rights than the application has. */
export function entering(programme: string, role = ownRole): string[] {
  const as = role === '' ? [] : [`set local role ${role}`];
  return ['begin', ...as, `select set_config('minka.programmes', '{${programme}}', true)`];
}

/** One writer per programme, over all processes; freed by the database when the transaction ends. */
export function locking(programme: string): string {
  return `select pg_advisory_xact_lock(hashtextextended(${quote(programme)}, 0))`;
}

/**
 * Every table here has its index, and a plan made while tables were empty stays in use while they grow: so the writer
 * never scans, and never plans a statement twice (measured: planning took longer than running).
 */
const settings = `set_config('role', '${ownRole}', true), set_config('minka.programmes', $1, true),
  set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)`;

/** The first statement of a transaction of the writer: one programme, the application's own rights. */
export function inside(programme: string): Statement {
  return { text: `select ${settings}`, values: [`{${programme}}`] };
}

/** The same for a transaction that writes on what was judged before: takes the lock and looks that nobody wrote since. */
export function insideIfStands(
  programme: string,
  { hash, epoch, rebuilt }: Pick<Head, 'hash' | 'epoch' | 'rebuilt'>,
): Statement {
  return {
    text: `select ${settings}, ledger_stands($2, decode($3, 'hex'), $4, $5)`,
    values: [`{${programme}}`, programme, hash, epoch, rebuilt],
  };
}

/** `locking` as a prepared statement. */
export function lockingStatement(programme: string): Statement {
  return { text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [programme] };
}
