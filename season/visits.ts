import { plusDays } from '#kernel/pure/day.ts';
import { HarvestDeclared, practices, VisitMade } from '#programme/visits/facts.ts';
import { technicianOf } from './people.ts';
import { harvestOf } from './purchasing.ts';
import type { Voice } from './teller.ts';
import { lastDay, type Producer, type World, workday } from './world.ts';

type Practice = (typeof practices)[number];

/** Visits every four months: what was agreed last time is closed, practices are scored, new commitments made. */
export function planVisits(world: World): void {
  for (const producer of world.producers) {
    let day = workday(plusDays(producer.registeredOn, 25 + world.chance.int(60)));
    let n = 0;
    let open: Practice[] = [];
    while (day <= '2023-01-25') {
      const [on, nth] = [day, n];
      world.agenda.at(on, () => {
        open = visit(world, producer, on, nth, open);
      });
      day = workday(plusDays(day, 100 + world.chance.int(50)));
      n += 1;
    }
    planDeclarations(world, producer);
  }
}

function visit(world: World, producer: Producer, on: string, nth: number, open: readonly Practice[]): Practice[] {
  const { chance, teller } = world;
  const by: Voice = technicianOf(producer);
  const key = `${by.staff} ${on}`;
  const today = (world.tally.visitsOfDay.get(key) ?? 0) + 1;
  world.tally.visitsOfDay.set(key, today);
  if (today > 7) {
    // Seven farms are a full day: the rest waits for tomorrow.
    const tomorrow = workday(plusDays(on, 1));
    if (tomorrow <= lastDay) world.agenda.at(tomorrow, () => visit(world, producer, tomorrow, nth, open));
    return [...open];
  }
  const scored = [...practices].filter((_, i) => (i + producer.index + nth) % 3 === 0);
  const advised = scored.slice(0, 1 + chance.int(3));
  teller.tell(by, VisitMade, on, {
    person: producer.id,
    plot: producer.plots[0]?.id,
    purpose: nth === 0 ? 'diagnosis' : chance.chance(0.2) ? 'renovation' : 'followUp',
    minutes: 45 + chance.int(60),
    adoption: scored.map((practice) => ({
      practice,
      score: Math.min(3, Math.max(0, Math.floor(chance.next() * 2.2 + nth * 0.35))),
    })),
    advice: advised.map((practice) => ({ practice, due: plusDays(on, 60 + chance.int(60)) })),
    closed: open.map((practice) => ({
      practice,
      state: chance.chance(0.55 + 0.05 * nth)
        ? ('done' as const)
        : chance.chance(0.7)
          ? ('notYet' as const)
          : ('dropped' as const),
    })),
    lon: producer.community.lon,
    lat: producer.community.lat,
    on,
  });
  // What is not done yet stays open.
  return [...new Set(advised)];
}

/** Each January the producer says what she harvested and sold to others in the year. */
function planDeclarations(world: World, producer: Producer): void {
  for (const through of ['2020-12-31', '2021-12-31', '2022-12-31']) {
    if (plusDays(producer.registeredOn, 60) > through) continue;
    const on = workday(plusDays(through, 5 + (producer.index % 20)));
    world.agenda.at(on, () => {
      const year = through.slice(0, 4);
      const years = Number(year) - 2020;
      const delivered = producer.delivered.get(year) ?? 0;
      const harvested = Math.round(Math.max(harvestOf(producer, years), delivered * 1.02));
      // A little stays at home for chocolate and seed.
      const soldToOthers = Math.max(0, Math.round((harvested - delivered) * 0.97));
      world.teller.tell(technicianOf(producer), HarvestDeclared, on, {
        person: producer.id,
        through,
        harvested,
        soldToOthers,
        incomeFromOthers: Math.round((soldToOthers / 1000) * (600 + years * 55 + world.chance.int(90))),
        on,
      });
    });
  }
}
