import { plusDays } from '#kernel/pure/day.ts';
import { LotMade, LotReceived, ShipmentSent } from '#programme/lots/facts.ts';
import { centresOf, closeWeek } from './purchasing.ts';
import { type Centre, lastDay, type World, workday } from './world.ts';

const container = 12_500_000;

/** Every Saturday what was bought becomes a lot; wet beans ferment and dry; each month's dry lots are blended and shipped. */
export function planLots(world: World): void {
  for (let day = '2020-04-18'; day <= lastDay; day = plusDays(day, 7)) {
    const on = day;
    world.agenda.at(on, () => {
      for (const centre of centresOf(world)) weekOf(world, centre, on);
    });
  }
  for (let day = '2020-06-27'; day <= lastDay; day = plusDays(day, 28)) {
    const on = workday(plusDays(day, 2));
    if (on <= lastDay) world.agenda.at(on, () => exportOf(world, on));
  }
}

function weekOf(world: World, centre: Centre, on: string): void {
  closeWeek(world, centre, on);
  const purchases = centre.week.splice(0);
  if (purchases.length === 0) return;
  const { teller, chance } = world;
  const week = `${centre.code}-${on.slice(2).replaceAll('-', '')}`;
  const grams = purchases.reduce((sum, p) => sum + p.net, 0);
  const lot = teller.tell(centre.buyer, LotReceived, on, {
    centre: centre.id,
    code: week,
    purchases: purchases.map((p) => p.id),
    on,
  });
  if (centre.state === 'dry') {
    centre.dry.push({ id: lot, grams });
    return;
  }
  const fermented = Math.round(grams * (0.86 + chance.next() * 0.06));
  const boxed = plusDays(on, 6);
  const dried = plusDays(on, 15);
  if (dried > lastDay) return;
  world.agenda.at(boxed, () => {
    const box = teller.tell(centre.buyer, LotMade, boxed, {
      centre: centre.id,
      code: `${week}-F`,
      process: 'fermentation',
      state: 'fermented',
      inputs: [{ lot, grams }],
      grams: fermented,
      days: 6,
      turns: 4,
      on: boxed,
    });
    world.agenda.at(dried, () => {
      const out = Math.round(fermented * (0.42 + chance.next() * 0.025));
      const dry = teller.tell(centre.buyer, LotMade, dried, {
        centre: centre.id,
        code: `${week}-S`,
        process: 'drying',
        state: 'dry',
        inputs: [{ lot: box, grams: fermented }],
        grams: out,
        moisture: 68_000 + chance.int(6_000),
        days: 9,
        on: dried,
      });
      centre.dry.push({ id: dry, grams: out });
    });
  });
}

/** A blend of the month's dry lots of all centres, selected, and shipped by the container; what is left is split off and stays. */
function exportOf(world: World, on: string): void {
  const { teller } = world;
  const [home] = centresOf(world);
  if (!home) return;
  const inputs = centresOf(world).flatMap((centre) => centre.dry.splice(0).map((d) => ({ lot: d.id, grams: d.grams })));
  const grams = inputs.reduce((sum, i) => sum + i.grams, 0);
  if (inputs.length === 0) return;
  world.tally.exports += 1;
  const code = `EXP-${on.slice(2, 7).replace('-', '')}-${on.slice(8)}`;
  const blend = teller.tell(world.warehouse, LotMade, on, {
    centre: home.id,
    code: `${code}-M`,
    process: 'blending',
    state: 'dry',
    inputs,
    grams,
    on,
  });
  const clean = Math.round(grams * 0.997);
  const selected = teller.tell(world.warehouse, LotMade, on, {
    centre: home.id,
    code: `${code}-E`,
    process: 'selection',
    state: 'selected',
    inputs: [{ lot: blend, grams }],
    grams: clean,
    on,
  });
  const containers = Math.max(1, Math.floor(clean / container));
  const shipped = Math.min(clean, containers * container);
  const parts = Array.from({ length: containers }, (_, i) =>
    i < containers - 1 ? container : shipped - container * (containers - 1),
  );
  parts.forEach((part, i) => {
    const lot = teller.tell(world.warehouse, LotMade, on, {
      centre: home.id,
      code: `${code}-${i + 1}`,
      process: 'splitting',
      state: 'selected',
      inputs: [{ lot: selected, grams: part }],
      grams: part,
      on,
    });
    teller.tell(world.warehouse, ShipmentSent, on, {
      code: `${code}-C${i + 1}`,
      centre: home.id,
      buyer: world.organisations.chocolate,
      inputs: [{ lot, grams: part }],
      container: `MSCU${String(4_000_000 + ((world.tally.exports * 7919 + i) % 999_999))}`,
      on,
    });
  });
}
