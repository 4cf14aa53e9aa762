import { sql } from 'kysely';
import * as z from 'zod/mini';
import { listing } from '#kernel/server/listing.ts';

export const erasures = listing({
  name: 'people.erasures',
  by: ['administrator', 'programme-manager', 'me-officer', 'auditor'],
  about: 'Requests of people to be forgotten: who asked, who approved.',
  params: z.strictObject({}),
  columns: {
    person: { type: 'id' },
    asked_by: { type: 'text' },
    on_day: { type: 'day' },
    approved_by: { type: 'text' },
    approved_on: { type: 'day' },
  },
  sort: '-on_day',
  from: (_params, asker) => sql`
    select e.id, e.person, a.names as asked_by, e.on_day::text as on_day, b.names as approved_by,
      e.approved_on::text as approved_on
    from people_erasure e
    left join partners_staff a on a.programme = e.programme and a.id = e.asked_by
    left join partners_staff b on b.programme = e.programme and b.id = e.approved_by
    where e.programme = ${asker.programme}::uuid`,
});
