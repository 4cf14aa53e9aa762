import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { OpenHouse } from '#apps/server/house.ts';
import { humanCode } from '#kernel/pure/signedCode.ts';
import { keepPin } from '#kernel/server/passbooks.ts';
import type { Sessions } from '#kernel/server/sessions.ts';
import { type Season, tellSeason } from '#season/season.ts';
import type { Call } from './commands.ts';
import type { Progress } from './printing.ts';

export interface Told {
  readonly facts: number;
  readonly ms: number;
  readonly head: string;
}

/** Which season, and how much of it. */
export interface DemoSize {
  readonly seed: number;
  readonly scale: number;
}

/** The password of every demo sign-in; only the demo season has one. */
const demoPassword = 'minka-demo';
const demoPin = '270615';
const demoCode = 'MOCCA-PE';

/**
 * Tells the demo season and gives its people their sign-ins. A telling that was cut off is told again from the start: the
 * same seed gives the same facts, so those that are there come back as duplicates and the rest follows.
 */
export async function tellDemo(house: OpenHouse, progress: Progress, say: Call['say'], of: DemoSize): Promise<Told> {
  const began = performance.now();
  await mark(house, { ...of, state: 'telling' });
  const season = await tellSeason(house.ledger, {
    ...of,
    progress: (phase, done, all) => progress(say(`cli.phase.${phase}`), done, all),
    keep: async (programme, sha256, bytes) => {
      const file = house.files.path(programme, sha256);
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(file, bytes, { mode: 0o600 });
    },
  });
  await giveSignIns(house.sessions, season);
  const { programme } = season;
  await mark(house, { ...of, state: 'told' });
  const head = (await house.ledger.programmes()).find((p) => p.programme === programme);
  return { facts: head?.number ?? 0, ms: Math.round(performance.now() - began), head: head?.hash ?? '' };
}

/** Each who signs in for a role of the demo gets her login, all with the same password; one producer a PIN. */
export async function giveSignIns(sessions: Sessions, { programme, signIns }: Season): Promise<void> {
  for (const { staff, login } of signIns) await sessions.setLogin({ programme, staff }, login, demoPassword);
  await givePassbook(sessions, programme);
}

/** One passbook of the season can be opened by whoever tries it: of those that are open the one with most in it. */
async function givePassbook({ pool }: Sessions, programme: string): Promise<void> {
  const { rows } = await pool.query(
    `select b.person from people_passbook b join people_person p on p.programme = b.programme and p.id = b.person and p.same_as is null
     left join purchasing_purchase x on x.programme = b.programme and x.person = b.person and not x.void
     left join nursery_sale s on s.programme = b.programme and s.person = b.person and not s.void
     where b.programme = $1 and b.open group by 1 order by count(distinct s.id) > 0 desc, count(distinct x.id) desc, 1 limit 1`,
    [programme],
  );
  const person = rows[0]?.person as string | undefined;
  if (person) await keepPin(pool, { programme, person, records: [person] }, demoPin, { staff: programme });
}

/** The demo passbook, as long as nobody gave it another PIN: the large code of its card, and the PIN. */
export async function demoPassbook(house: OpenHouse): Promise<{ card: string; pin: string } | null> {
  const { rows } = await house.ledger.pool.query(
    `select k.person from access_pin k join ledger_head h on h.programme = k.programme and h.code = $1
     join people_passbook b on b.programme = k.programme and b.person = k.person and b.open where k.made_by = k.programme`,
    [demoCode],
  );
  const person = rows[0]?.person as string | undefined;
  return person ? { card: humanCode(person), pin: demoPin } : null;
}

/** The season that was being told here when the telling was cut off; null when there is none. */
export async function unfinishedDemo(house: OpenHouse): Promise<DemoSize | null> {
  const file = markFile(house);
  if (!existsSync(file)) return null;
  const { seed, scale, state } = JSON.parse(readFileSync(file, 'utf8')) as Mark;
  if (state !== 'telling') return null;
  const there = await house.ledger.programmes();
  return there.every(({ code }) => code === demoCode) ? { seed, scale } : null;
}

/** The demo sign-ins that are still as the season left them. */
export async function demoLogins(house: OpenHouse): Promise<{ login: string; password: string; role: string }[]> {
  const { rows } = await house.ledger.pool.query(
    `select l.login, min(g.role) as role from access_login l join ledger_head h on h.programme = l.programme and h.code = $1
     join partners_grant g on g.programme = l.programme and g.staff = l.staff and not g.revoked
     where l.login like '%@demo' group by l.login order by 2`,
    [demoCode],
  );
  return rows.map((r) => ({ login: String(r.login), password: demoPassword, role: String(r.role) }));
}

interface Mark extends DemoSize {
  readonly state: 'telling' | 'told';
}

const markFile = (house: OpenHouse): string => join(house.dataDir, 'season.json');

/** Written under another name first: a power cut leaves the old mark or the new one. */
async function mark(house: OpenHouse, what: Mark): Promise<void> {
  mkdirSync(house.dataDir, { recursive: true });
  await writeFile(`${markFile(house)}.part`, JSON.stringify(what));
  await rename(`${markFile(house)}.part`, markFile(house));
}
