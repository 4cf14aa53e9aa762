import { sql } from 'kysely';
import { fieldRoles } from '#kernel/pure/policy.ts';
import type { DocumentKind } from '#kernel/sync/document.ts';

const by = [...fieldRoles, 'administrator', 'programme-manager', 'me-officer'] as const;

export const peopleDocuments: readonly DocumentKind[] = [
  {
    kind: 'people.person',
    by,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select p.id, json_build_object('id', p.id, 'givenNames', p.given_names, 'familyNames', p.family_names,
        'documentType', p.document_type, 'documentNumber', p.document_number, 'phone', p.phone, 'sex', p.sex,
        'birthYear', p.birth_year, 'zone', p.zone, 'district', p.district, 'community', p.community,
        'household', p.household, 'sameAs', p.same_as, 'consented', p.consented, 'erased', p.erased,
        'on', p.on_day) as body
      from people_person p where p.programme = ${programme}::uuid and p.id = any (${ids}::uuid[])`,
  },
  {
    kind: 'people.household',
    by,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select h.id, json_build_object('id', h.id, 'zone', h.zone, 'members', h.members, 'on', h.on_day) as body
      from people_household h where h.programme = ${programme}::uuid and h.id = any (${ids}::uuid[])`,
  },
];
