import { tellSeason } from '#season/season.ts';
import type { OpenHouse } from './house.ts';

export interface Told {
  readonly facts: number;
  readonly ms: number;
  readonly head: string;
}

/** The password of every demo sign-in; only the demo season has one. */
const demoPassword = 'minka-demo';

/** Tells the demo season and gives its people their sign-ins. */
export async function tellDemo(
  house: OpenHouse,
  progress: (phase: string, done: number, of: number) => void,
  of: { seed: number; scale: number },
): Promise<Told> {
  const began = performance.now();
  const { programme, signIns } = await tellSeason(house.ledger, { ...of, progress });
  for (const { staff, login } of signIns) await house.sessions.setLogin({ programme, staff }, login, demoPassword);
  const head = (await house.ledger.programmes()).find((p) => p.programme === programme);
  return { facts: head?.number ?? 0, ms: Math.round(performance.now() - began), head: head?.hash ?? '' };
}

/** The demo sign-ins that are still as the season left them. */
export async function demoLogins(house: OpenHouse): Promise<{ login: string; password: string; role: string }[]> {
  const { rows } = await house.ledger.pool.query(
    `select l.login, min(g.role) as role from access_login l join ledger_head h on h.programme = l.programme and h.code = 'MOCCA-PE'
     join partners_grant g on g.programme = l.programme and g.staff = l.staff and not g.revoked
     where l.login like '%@demo' group by l.login order by 2`,
  );
  return rows.map((r) => ({ login: String(r.login), password: demoPassword, role: String(r.role) }));
}
