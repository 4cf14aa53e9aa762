import * as z from 'zod/mini';
import { fact } from '#kernel/pure/fact.ts';
import { day, id, lat, list, lon, maybe, oneOf, personal, ref, text } from '#kernel/pure/fields.ts';
import { roles } from '#kernel/pure/policy.ts';

/** What an organisation does in the programme. */
export const organisationKinds = ['donor', 'lead', 'trader', 'cooperative', 'supplier', 'buyer', 'authority'] as const;

/** Opens a programme. Its id is the programme's id; recorded by the set-up itself. */
export const ProgrammeFounded = fact({
  kind: 'partners.programmeFounded',
  body: z.strictObject({ name: text(120), code: text(20), country: text(2), startedOn: day(), endsOn: day() }),
  by: ['administrator'],
  within: 'programme',
  makes: 'programme',
  happened: false,
});

export const OrganisationJoined = fact({
  kind: 'partners.organisationJoined',
  body: z.strictObject({ name: text(160), does: oneOf(organisationKinds), ruc: maybe(text(11)), on: day() }),
  by: ['administrator', 'programme-manager'],
  within: 'programme',
  makes: 'organisation',
  happened: false,
});

/** A zone of work over real districts; zones nest, and a grant on one covers those below it. */
export const ZoneOpened = fact({
  kind: 'partners.zoneOpened',
  body: z.strictObject({
    name: text(120),
    parent: maybe(ref('zone')),
    /** INEI codes. */
    districts: list(text(6), 100),
    lon: maybe(lon()),
    lat: maybe(lat()),
    on: day(),
  }),
  by: ['administrator', 'programme-manager'],
  within: 'self',
  under: 'parent',
  makes: 'zone',
  happened: false,
});

/** Somebody who works in the programme: staff of a partner, a promoter, a nursery operator. */
export const StaffJoined = fact({
  kind: 'partners.staffJoined',
  body: z.strictObject({
    names: personal(text(160)),
    email: personal(maybe(text(160))),
    organisation: maybe(ref('organisation')),
    /** A promoter is a producer too: the same person. */
    person: maybe(ref('person')),
    on: day(),
  }),
  by: ['administrator', 'programme-manager'],
  within: 'programme',
  makes: 'staff',
  about: 'id',
  happened: false,
});

export const RoleGranted = fact({
  kind: 'partners.roleGranted',
  body: z.strictObject({
    staff: ref('staff'),
    role: oneOf(roles),
    /** Zones, centres or nurseries; empty means the whole programme. */
    scopes: list(ref('scope'), 100),
    on: day(),
  }),
  by: ['administrator'],
  within: 'programme',
  makes: 'grant',
  happened: false,
});

export const RoleRevoked = fact({
  kind: 'partners.roleRevoked',
  body: z.strictObject({ grant: ref('grant'), reason: text(300), on: day() }),
  by: ['administrator'],
  within: 'programme',
  happened: false,
});

/** A phone is given up: lost, stolen, or kept by somebody who left. It hands in what it holds, and sees nothing more. */
export const PhoneRevoked = fact({
  kind: 'partners.phoneRevoked',
  body: z.strictObject({
    device: id(),
    /** Whose it is. */
    staff: ref('staff'),
    /** It deletes what it holds, once everything of its own has arrived. */
    wipe: z.boolean(),
    reason: text(300),
    on: day(),
  }),
  by: ['administrator', 'programme-manager'],
  within: 'programme',
  happened: false,
});

export const partnersFacts = [
  ProgrammeFounded,
  OrganisationJoined,
  ZoneOpened,
  StaffJoined,
  RoleGranted,
  RoleRevoked,
  PhoneRevoked,
];
