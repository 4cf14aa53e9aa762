import { type Landing, on } from '#kernel/ledger/landing.ts';
import { rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import {
  OrganisationJoined,
  PhoneRevoked,
  ProgrammeFounded,
  RoleGranted,
  RoleRevoked,
  StaffJoined,
  ZoneOpened,
} from '#programme/partners/facts.ts';
import { districtByInei } from '#programme/partners/geography/districts.ts';
import { doubtsOfRuc, foldEmail } from '#programme/partners/rules.ts';
import {
  grantTable,
  organisationTable,
  phoneTable,
  programmeTable,
  staffTable,
  zoneTable,
} from '#programme/partners/tables.ts';

export const partnersLandings: readonly Landing[] = [
  on(ProgrammeFounded, {
    needs: (f) => [rowOf(programmeTable, f.programme)],
    flags: (f, rows) => {
      if (f.id !== f.programme) return [refuse('partners.programme-id')];
      if (rows.get(programmeTable, f.programme)) return [refuse('partners.programme-exists')];
      return f.body.endsOn <= f.body.startedOn ? [refuse('partners.ends-before-start', {}, 'body.endsOn')] : [];
    },
    apply: (f, rows) =>
      rows.add(programmeTable, {
        programme: f.programme,
        id: f.id,
        name: f.body.name,
        code: f.body.code,
        country: f.body.country,
        started_on: f.body.startedOn,
        ends_on: f.body.endsOn,
      }),
  }),

  on(OrganisationJoined, {
    flags: (f) => doubtsOfRuc(f.body.ruc),
    apply: (f, rows) =>
      rows.add(organisationTable, {
        programme: f.programme,
        id: f.id,
        name: f.body.name,
        does: f.body.does,
        ruc: f.body.ruc ?? null,
        void: false,
        on_day: f.body.on,
      }),
    undo: (f, rows) => rows.change(organisationTable, f.id, { void: true }),
  }),

  on(ZoneOpened, {
    // A spreadsheet that took a code for a number has dropped its first zero, and RENIEC's codes mean other places.
    flags: (f) =>
      f.body.districts.flatMap((code, i) =>
        districtByInei(code) ? [] : [refuse('partners.unknown-district', { district: code }, `body.districts.${i}`)],
      ),
    apply: (f, rows) =>
      rows.add(zoneTable, {
        programme: f.programme,
        id: f.id,
        name: f.body.name,
        parent: f.body.parent ?? null,
        districts: f.body.districts,
        lon: f.body.lon ?? null,
        lat: f.body.lat ?? null,
        on_day: f.body.on,
      }),
  }),

  on(StaffJoined, {
    needs: (f) => (f.body.email ? [rowsWhere(staffTable, 'email', foldEmail(f.body.email))] : []),
    flags: (f, rows) => {
      if (!f.body.email) return [];
      const same = rows.where(staffTable, 'email', foldEmail(f.body.email)).some((s) => !s.void && s.id !== f.corrects);
      return same ? [refuse('partners.email-taken', {}, 'body.email')] : [];
    },
    // After an erasure the personal fields come without value.
    apply: (f, rows) =>
      rows.add(staffTable, {
        programme: f.programme,
        id: f.id,
        names: f.body.names ?? null,
        email: f.body.email ? foldEmail(f.body.email) : null,
        organisation: f.body.organisation ?? null,
        person: f.body.person ?? null,
        void: false,
        on_day: f.body.on,
      }),
    undo: (f, rows) => rows.change(staffTable, f.id, { void: true }),
  }),

  on(RoleGranted, {
    needs: (f) => [rowOf(staffTable, f.body.staff), rowsWhere(grantTable, 'staff', f.body.staff)],
    flags: (f, rows) => {
      const found: Refusal[] = [];
      // Nobody widens her own rights; only the set-up, which is the programme itself, gives the first ones.
      if (f.author !== f.programme && f.body.staff === f.author) found.push(refuse('partners.own-grant'));
      if (rows.need(staffTable, f.body.staff).void) found.push(refuse('partners.staff-void'));
      return found;
    },
    apply: (f, rows) =>
      rows.add(grantTable, {
        programme: f.programme,
        id: f.id,
        staff: f.body.staff,
        role: f.body.role,
        scopes: f.body.scopes,
        revoked: false,
        on_day: f.body.on,
        revoked_by: null,
        revoked_on: null,
      }),
    undo: (f, rows) => rows.change(grantTable, f.id, { revoked: true, revoked_by: f.id, revoked_on: f.body.on }),
  }),

  on(RoleRevoked, {
    needs: (f) => [rowOf(grantTable, f.body.grant)],
    flags: (f, rows) => {
      const grant = rows.need(grantTable, f.body.grant);
      if (grant.revoked) return [refuse('partners.already-revoked')];
      if (grant.role !== 'administrator') return [];
      const left = rows.where(grantTable, 'role', 'administrator').filter((g) => !g.revoked && g.id !== grant.id);
      return left.length === 0 ? [refuse('partners.last-administrator')] : [];
    },
    apply: (f, rows) =>
      rows.change(grantTable, f.body.grant, { revoked: true, revoked_by: f.id, revoked_on: f.body.on }),
    undo: (f, rows) => {
      if (rows.need(grantTable, f.body.grant).revoked_by !== f.id) return;
      rows.change(grantTable, f.body.grant, { revoked: false, revoked_by: null, revoked_on: null });
    },
  }),

  on(PhoneRevoked, {
    needs: (f) => [rowOf(phoneTable, f.body.device)],
    flags: (f, rows) => {
      const before = rows.get(phoneTable, f.body.device);
      const same = before && !before.void && (before.wipe || !f.body.wipe);
      return same ? [refuse('partners.phone-revoked-already')] : [];
    },
    apply: (f, rows) => {
      const before = rows.get(phoneTable, f.body.device);
      const { device, staff, wipe, reason, on: on_day } = f.body;
      const said = { wipe, reason, on_day, wiped_by: wipe ? f.id : null };
      if (before && !before.void) rows.change(phoneTable, device, said);
      else {
        const begun = { ...said, revoked_by: f.id, revoked_ms: Date.parse(f.receivedAt), void: false };
        if (before) rows.change(phoneTable, device, { ...begun, staff });
        else rows.add(phoneTable, { programme: f.programme, id: device, staff, ...begun });
      }
    },
    // A wipe that is taken back leaves the phone revoked; the revocation itself opens it again.
    undo: (f, rows) => {
      const { revoked_by, wiped_by } = rows.need(phoneTable, f.body.device);
      if (revoked_by === f.id) rows.change(phoneTable, f.body.device, { void: true });
      else if (wiped_by === f.id) rows.change(phoneTable, f.body.device, { wipe: false, wiped_by: null });
    },
  }),
];
