import { quote } from './load.ts';
import type { Statement } from './together.ts';

const ownRole = 'minka_app';
/**
 * Every table here has its index, and a plan made while tables were empty stays in use while they grow: so the writer
 * never scans, and never plans a statement twice (measured: planning took longer than running).
 */
const byIndex = `set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)`;

/** Opens a transaction that sees one programme only, with no more rights than the application has. */
export function entering(programme: string, role = ownRole): string[] {
  const as = role === '' ? [] : [`set local role ${role}`];
  return ['begin', ...as, `select set_config('minka.programmes', '{${programme}}', true)`];
}

/** One writer per programme, over all processes; freed by the database when the transaction ends. */
export function locking(programme: string): string {
  return `select pg_advisory_xact_lock(hashtextextended(${quote(programme)}, 0))`;
}

/** `entering` as prepared statements, for the writer's short transactions. */
export function opening(programme: string, begin = 'begin'): Statement[] {
  return [
    { text: begin },
    { text: `set local role ${ownRole}` },
    { text: `select set_config('minka.programmes', $1, true), ${byIndex}`, values: [`{${programme}}`] },
  ];
}

/** `locking` as a prepared statement. */
export function lockingStatement(programme: string): Statement {
  return { text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [programme] };
}
