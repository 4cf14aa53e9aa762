import { type RawBuilder, sql } from 'kysely';
import type { Asker } from '#kernel/server/question.ts';
import type { Verdict } from '#programme/plots/rules.ts';

/** The largest standing overlap of each plot, whichever of the two it is written under, and what is open about them. */
export const overlapOf = (asker: Asker): RawBuilder<unknown> => sql`
  select x.plot, max(x.share_ppm) as share_ppm, count(*)::int as n, bool_or(x.stands is null) as open,
    bool_or(x.stands is null and x.level = 'block') as blocks, bool_or(x.stands is null and x.finding = 'DUPLICATE') as twice
  from (
    select a as plot, share_ppm, stands, level, finding from plots_overlap
      where programme = ${asker.programme}::uuid and not void
    union all select b, share_ppm, stands, level, finding from plots_overlap
      where programme = ${asker.programme}::uuid and not void
  ) x group by x.plot`;

/** What its neighbours and a waiting change add to what the boundary says by itself. */
export const verdictWith = sql<Verdict>`case when t.verdict in ('unmapped', 'blocked') then t.verdict
  when o.blocks then 'blocked' when t.verdict = 'sound' and (o.open or t.waiting is not null) then 'look' else t.verdict end`;

/** As people say it where somebody did, else as the outline says. */
export const districtOf = sql<string | null>`coalesce(t.said_district, t.district)`;
