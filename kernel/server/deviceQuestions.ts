import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe, oneOf } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { listing } from './listing.ts';
import { type Asker, type Question, question } from './question.ts';
import { mine, type Names } from './whoseFacts.ts';

/** From here on a clock is wrong, and a phone that has something to send is silent. */
const wrong = { clockMs: 600_000, silentMs: 7 * 86_400_000 };

/** The phones and computers that record: who has them, how they stand, and what is wrong with them. */
export function deviceQuestions(names: Names): readonly Question[] {
  return [devices(names), device(names)];
}

/** Somebody with zones sees her own phones only. */
const own = (asker: Asker, staff: RawBuilder<unknown>) =>
  asker.scopes === 'all' ? sql`true` : sql`${staff} = ${asker.actor.id}::uuid`;

/**
 * Alarms of a device, the worst first. `lost`: its store was emptied with so many records unsent. `copied`: another phone
 * counts with its id (a backup put on a second phone); `copy`: that second one. `unprotected`: the browser may empty it.
 */
const alarms = sql`array_to_string(array_remove(array[
    case when d.lost > 0 then 'lost' end,
    case when d.forked_from is not null then 'copy' end,
    case when exists (select from sync_device c where c.programme = d.programme and c.forked_from = d.device) then 'copied' end,
    case when abs(d.clock_ms) > ${wrong.clockMs}::bigint then 'clock' end,
    case when d.waiting > 0 and d.seen_ms < extract(epoch from now()) * 1000 - ${wrong.silentMs}::bigint and n.device is null and v.id is null then 'silent' end,
    case when d.persisted = false and v.id is null then 'unprotected' end
  ], null), ',')`;

const states = sql`case when v.id is null then case when n.device is not null then 'replaced' when d.device is null then 'office' else 'working' end
  when not v.wipe then 'revoked' when d.wiped_ms is null then 'wiping' else 'wiped' end`;

/** Phones with who has them, whether they were given up, and which one came in their place. */
const phones = (names: Names, asker: Asker) => sql`
  (select * from sync_device where programme = ${asker.programme}::uuid and ${own(asker, sql`staff`)}) d
  left join (${names.phones}) v on v.programme = d.programme and v.id = d.device
  left join (${names.authors}) e on e.programme = d.programme and e.id = d.enrolled_by
  left join lateral (select c.device from sync_device c where c.programme = d.programme and c.after_device = d.device limit 1) n on true`;

const devices = (names: Names) =>
  listing({
    name: 'ledger.devices',
    about:
      'Devices that record, with who uses them, when they were heard of last, what waits there, and what is wrong.',
    by: officeRoles,
    params: z.strictObject({ staff: maybe(id()), only: maybe(oneOf(['phones'])) }),
    sort: '-last',
    columns: {
      author: { type: 'text' },
      state: { type: 'text' },
      alarm: { type: 'text' },
      waiting: { type: 'number' },
      last: { type: 'day' },
      app: { type: 'text' },
      persisted: { type: 'yes' },
      enrolled_by: { type: 'text' },
      first: { type: 'day' },
      facts: { type: 'number' },
      flagged: { type: 'number', hidden: true },
      lag_days: { type: 'number', hidden: true },
      lost: { type: 'number', hidden: true },
      heals: { type: 'number', hidden: true },
      seen_ms: { type: 'number', hidden: true },
    },
    // Phones are known from their first contact, before they recorded anything; what waits there is what they said last.
    from: ({ staff, only }, asker) => sql`
      select coalesce(r.device, p.device) as id, a.name as author, coalesce(p.state, 'office') as state, coalesce(p.alarm, '') as alarm,
        coalesce(r.facts, 0)::int as facts, coalesce(r.flagged, 0)::int as flagged,
        to_timestamp(least(r.first_ms, p.enrolled_ms) / 1000.0)::date as first,
        to_timestamp(greatest(r.last_ms, p.seen_ms) / 1000.0)::date as last, r.lag_days, p.waiting, p.app, p.persisted, p.heals,
        p.enrolled_name as enrolled_by, p.lost, greatest(r.last_ms, p.seen_ms) as seen_ms
      from (select f.programme, f.device, max(f.author::text)::uuid as author, count(*) as facts, count(*) filter (where f.outcome = 'flagged') as flagged,
          min(f.received_ms) as first_ms, max(f.received_ms) as last_ms, round(max(f.received_ms - f.at_ms) / 86400000.0, 1) as lag_days
        from ledger_fact f where f.programme = ${asker.programme}::uuid and ${mine(asker, sql`f`)} group by f.programme, f.device) r
      full join (select d.*, ${states} as state, ${alarms} as alarm, e.name as enrolled_name from ${phones(names, asker)}) p
        on p.device = r.device
      left join (${names.authors}) a on a.programme = ${asker.programme}::uuid and a.id = coalesce(p.staff, r.author)
      where (${staff ?? null}::uuid is null or coalesce(p.staff, r.author) = ${staff ?? null}::uuid)
        and (${only ?? null}::text is null or p.device is not null)`,
  });

interface DeviceValue {
  readonly id: string;
  readonly staff: string;
  readonly author: string | null;
  readonly state: string;
  readonly alarm: string;
  readonly app: string;
  readonly enrolled_ms: number;
  readonly enrolled_by: string | null;
  readonly seen_ms: number;
  readonly waiting: number;
  readonly facts: number;
  readonly quarantined: number;
  readonly persisted: boolean | null;
  readonly used_bytes: number | null;
  readonly quota_bytes: number | null;
  readonly clock_ms: number | null;
  readonly heals: number;
  readonly series: string | null;
  readonly lost: number | null;
  readonly after_device: string | null;
  readonly forked_from: string | null;
  readonly next_device: string | null;
  readonly reason: string | null;
  readonly revoked_on: string | null;
  readonly revoked_by: string | null;
  readonly wiped_ms: number | null;
}

export const device = (names: Names) =>
  question({
    name: 'ledger.device',
    about: 'One phone: who has it, how it stands, what it still holds, and what is wrong with it.',
    by: officeRoles,
    params: z.strictObject({ device: id() }),
    answer: async (db, { device: wanted }, asker) => {
      const [found] = await db.rows(sql<DeviceValue>`
        select d.device as id, d.staff, a.name as author, ${states} as state, ${alarms} as alarm, d.app,
          d.enrolled_ms::float8 as enrolled_ms, e.name as enrolled_by, d.seen_ms::float8 as seen_ms, d.waiting,
          (select count(*)::int from ledger_fact f where f.programme = d.programme and f.device = d.device) as facts,
          (select count(*)::int from ledger_quarantine q where q.programme = d.programme and coalesce(q.device::text, q.raw->>'device') = d.device::text
            and not exists (select from ledger_fact f where f.programme = q.programme and f.id = q.id)) as quarantined,
          d.persisted, d.used_bytes::float8 as used_bytes, d.quota_bytes::float8 as quota_bytes, d.clock_ms::float8 as clock_ms, d.heals, d.series,
          d.lost, d.after_device, d.forked_from, n.device as next_device, v.reason, v.on_day as revoked_on, v.revoked_by,
          d.wiped_ms::float8 as wiped_ms
        from ${phones(names, asker)} left join (${names.authors}) a on a.programme = d.programme and a.id = d.staff
        where d.device = ${wanted}::uuid`);
      if (!found) throw new Refused([refuse('http.not-found')], 404);
      return found;
    },
  });
