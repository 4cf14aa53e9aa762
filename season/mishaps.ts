import { plusDays } from '#kernel/pure/day.ts';
import { Voided } from '#kernel/pure/fact.ts';
import { SessionHeld } from '#programme/training/facts.ts';
import { HarvestDeclared } from '#programme/visits/facts.ts';
import { technicianOf } from './people.ts';
import { type World, workday } from './world.ts';

/**
 * What goes wrong in any real season: a phone without signal for eleven weeks, a session written down twice and voided,
 * a harvest typed with a zero too many and corrected. (Duplicate people and an overlapping plot are in their chapters.)
 */
export function planMishaps(world: World): void {
  const silent = '2021-05-03';
  const heard = workday(plusDays(silent, 77));
  world.agenda.at(silent, () => {
    const phone = world.zones[3]?.technicians[0];
    if (!phone) return;
    phone.kept = [];
    world.agenda.at(heard, () => world.teller.send(phone, heard));
  });
  const twice = '2021-09-14';
  world.agenda.at(twice, () => {
    const person = world.producers.find((p) => p.id !== '' && p.registeredOn < '2021-06-01');
    if (!person) return;
    const by = technicianOf(person);
    const session = world.teller.tell(by, SessionHeld, twice, {
      zone: person.zone.id,
      module: world.modules[0] as string,
      audience: 'producers',
      trainer: by.staff,
      minutes: 120,
      present: [{ person: person.id, evidence: 'signature' }],
      unnamed: 0,
      on: twice,
    });
    world.teller.tell(by, Voided, plusDays(twice, 1), {
      fact: session,
      reason: 'Registrada dos veces',
      on: plusDays(twice, 1),
    });
  });
  const typed = '2022-02-08';
  world.agenda.at(typed, () => {
    const person = world.producers.find((p) => p.id !== '' && p.registeredOn < '2021-01-01');
    if (!person) return;
    const by = technicianOf(person);
    const body = {
      person: person.id,
      through: '2022-01-31',
      harvested: 9_800_000,
      soldToOthers: 2_400_000,
      incomeFromOthers: 1_700_000,
      on: typed,
    };
    const wrong = world.teller.tell(by, HarvestDeclared, typed, body);
    world.teller.tell(
      by,
      HarvestDeclared,
      plusDays(typed, 2),
      { ...body, harvested: 980_000, soldToOthers: 240_000, incomeFromOthers: 170_000 },
      { corrects: wrong },
    );
  });
}
