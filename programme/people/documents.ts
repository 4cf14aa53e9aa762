import { sql } from 'kysely';
import type { DocumentKind } from '#kernel/sync/document.ts';
import { markOf } from '#programme/people/cards.ts';

const by = [
  'technician',
  'inspector',
  'nursery-operator',
  'buyer',
  'warehouse',
  'administrator',
  'programme-manager',
  'me-officer',
] as const;

export const peopleDocuments: readonly DocumentKind[] = [
  {
    kind: 'people.person',
    by,
    own: ['promoter'],
    version: 3,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select b.id, row_to_json(b) as body from (
        select p.id, p.given_names as "givenNames", p.family_names as "familyNames", p.document_type as "documentType",
          p.document_number as "documentNumber", p.phone, p.sex, p.birth_year as "birthYear", p.zone, p.district, p.community,
          p.household, p.head, p.promoter, p.language, p.photo,
          p.photo_sha256 as "photoSha256", p.same_as as "sameAs", p.consented, p.buyers, p.photos, p.erased,
          p.on_day as "on", ${markOf(sql`p.id`, sql`l.salt`)} as mark
        from people_person p left join ledger_personal l on l.programme = p.programme and l.fact = p.id
        where p.programme = ${programme}::uuid and p.id = any (${ids}::uuid[])) b`,
  },
  {
    kind: 'people.household',
    by,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select b.id, row_to_json(b) as body from (
        select h.id, h.zone, h.members, h.on_day as "on"
        from people_household h where h.programme = ${programme}::uuid and h.id = any (${ids}::uuid[])) b`,
  },
];
