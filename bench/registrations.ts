import type { OpenHouse } from '#apps/server/house.ts';
import type { Fact } from '#kernel/pure/fact.ts';
import { type Seeded, seeded, uuid7 } from '#kernel/pure/ids.ts';
import { makeFact, type Pen } from '#kernel/pure/maker.ts';
import { cookieName } from '#kernel/server/http.ts';
import { ProgrammeFounded, RoleGranted, StaffJoined, ZoneOpened } from '#programme/partners/facts.ts';
import { districtByInei } from '#programme/partners/geography/districts.ts';
import { HouseholdRegistered, ProducerRegistered } from '#programme/people/facts.ts';
import { nameOf } from '#season/names.ts';

/** A signed-in technician of a fresh programme, her zones, and bodies for as many registrations as are wanted. */
export interface Register {
  readonly programme: string;
  readonly cookie: string;
  /** The next registrations, each by the device of that number. */
  registrations(count: number, device: number): Fact[];
  households(count: number): Fact[];
}

const on = '2021-05-04';
const inei = ['1201', '1202', '1203', '1204', '1206', '1901', '1903', '1001', '1006', '2501']
  .flatMap((province) => Array.from({ length: 9 }, (_, i) => `${province}0${i + 1}`))
  .filter((code) => districtByInei(code));
/** Founds the programme with some dozens of districts, so that not everybody is everybody's possible double. */
export async function foundRegister(house: OpenHouse): Promise<Register> {
  const chance: Seeded = seeded(7);
  const programme = uuid7(Date.now(), chance.bytes);
  const pens = new Map<string, Pen>();
  const pen = (author: string, device = 0): Pen => {
    const key = `${author} ${device}`;
    const found = pens.get(key) ?? {
      programme,
      author,
      device: uuid7(Date.now(), chance.bytes),
      random: chance.bytes,
      now: Date.now,
      seq: 0,
      prevHash: null,
    };
    pens.set(key, found);
    return found;
  };
  const own = pen(programme);
  const founding = { name: 'Bench', code: 'BENCH', country: 'PE', startedOn: '2020-01-01', endsOn: '2030-01-01' };
  const zones = inei.map((district) => makeFact(own, ZoneOpened, { name: district, districts: [district], on }));
  const staff = makeFact(own, StaffJoined, { names: 'Técnica', on });
  await house.ledger.found(programme, 'BENCH');
  await house.ledger.record(
    programme,
    [
      makeFact(own, ProgrammeFounded, founding, { id: programme }),
      ...zones,
      staff,
      makeFact(own, RoleGranted, { staff: staff.id, role: 'technician', scopes: zones.map((z) => z.id), on }),
    ],
    { staff: null },
  );
  const place = () => chance.int(zones.length);
  return {
    programme,
    cookie: `${cookieName}=${await house.sessions.open({ programme, staff: staff.id })}`,
    registrations: (count, device) =>
      Array.from({ length: count }, () => {
        const at = place();
        const sex = chance.chance(0.3) ? 'F' : 'M';
        const name = nameOf(chance, sex);
        return makeFact(pen(staff.id, device), ProducerRegistered, {
          givenNames: name.given,
          familyNames: name.family,
          document: { type: 'DNI', number: String(10_000_000 + chance.int(80_000_000)) },
          birthYear: 1940 + chance.int(62),
          sex,
          zone: zones[at]?.id as string,
          district: inei[at] as string,
          community: 'Villa Progreso',
          consents: [{ purpose: 'programme', given: true, evidence: 'signature' }],
          on,
        });
      }),
    households: (count) =>
      Array.from({ length: count }, () =>
        makeFact(pen(staff.id, 999), HouseholdRegistered, { zone: zones[place()]?.id as string, members: 4, on }),
      ),
  };
}
