import { randomFillSync, randomUUID } from 'node:crypto';
import { dayAt, plusDays } from '#kernel/pure/day.ts';
import { uuid7 } from '#kernel/pure/ids.ts';
import { makeFact, type Pen } from '#kernel/pure/maker.ts';
import { Refused } from '#kernel/pure/refusal.ts';
import type { SeatOf } from '#kernel/server/enrolments.ts';
import type { House } from '#kernel/server/http.ts';
import type { FirstAdministrator, Introduce } from '#kernel/server/routes.ts';
import { ProgrammeFounded, RoleGranted, StaffJoined } from '#programme/partners/facts.ts';

/** Names the programme and the person who signed in. */
export function introduce(house: House): Introduce {
  return async ({ programme, staff }) => {
    const { rows } = await house.ledger.pool.query(
      `select p.code, p.name, p.started_on, coalesce(s.names, concat_ws(' ', k.given_names, k.family_names)) as names
       from partners_programme p left join partners_staff s on s.programme = p.programme and s.id = $2
       left join people_person k on k.programme = p.programme and k.id = $2 where p.programme = $1`,
      [programme, staff],
    );
    const found = rows[0] ?? {};
    return {
      programme: {
        id: programme,
        code: String(found.code ?? ''),
        name: String(found.name ?? ''),
        startedOn: String(found.started_on ?? ''),
      },
      staff: { id: staff, names: String(found.names ?? '') },
    };
  };
}

/** Whose seat a phone takes: her names, roles and the names of the places where they hold. */
export function seatOf(house: House): SeatOf {
  const known = introduce(house);
  return async (who) => {
    const { programme, staff } = await known(who);
    const standing = await house.actors.of(who.programme, who.staff);
    const grants = standing?.actor.grants ?? [];
    const ids = grants.flatMap(({ scopes }) => (scopes === 'all' ? [] : scopes));
    const { rows } = await house.ledger.pool.query(
      `select id, name from (select programme, id, name from partners_zone union all select programme, id, name from nursery_nursery
         union all select programme, id, name from purchasing_centre) s where programme = $1 and id = any ($2::uuid[])`,
      [who.programme, ids],
    );
    const names = new Map(rows.map((row) => [String(row.id), String(row.name)]));
    return {
      programme: programme.name,
      names: staff.names,
      grants: grants.map(({ role, scopes }) => ({
        role,
        places: scopes === 'all' ? 'all' : scopes.flatMap((id) => names.get(id) ?? []),
      })),
    };
  };
}

/** The set-up's own pen: the programme acts for itself, until there is somebody. */
export function setupPen(programme: string): Pen {
  return {
    programme,
    author: programme,
    device: randomUUID(),
    random: (b) => randomFillSync(b),
    now: Date.now,
    seq: 0,
    prevHash: null,
  };
}

/** Founds a programme when there is none, and makes its first administrator. */
export function firstAdministrator(house: House): FirstAdministrator {
  return async (names) => {
    const today = dayAt(new Date().toISOString());
    const [there] = await house.ledger.programmes();
    const programme = there?.programme ?? uuid7(Date.now(), (b) => randomFillSync(b));
    const pen = setupPen(programme);
    const facts: unknown[] = [];
    if (!there) {
      await house.ledger.found(programme, 'MINKA');
      const body = {
        name: 'Minka',
        code: 'MINKA',
        country: 'PE',
        startedOn: today,
        endsOn: plusDays(today, 3 * 365),
      };
      facts.push(makeFact(pen, ProgrammeFounded, body, { id: programme }));
    }
    const staff = makeFact(pen, StaffJoined, { names, on: today });
    facts.push(staff, makeFact(pen, RoleGranted, { staff: staff.id, role: 'administrator', scopes: [], on: today }));
    const receipts = await house.ledger.record(programme, facts, { staff: null });
    const refusals = receipts.flatMap(({ outcome, flags }) => (outcome === 'accepted' ? [] : flags));
    if (refusals.length > 0) throw new Refused(refusals);
    return { programme, staff: staff.id };
  };
}
