import { plusDays } from '#kernel/pure/day.ts';
import {
  BatchFinanced,
  ContributionReceived,
  CreditApproved,
  CreditAsked,
  FundOpened,
  GoodsBought,
  GoodsDelivered,
  GoodsListed,
  RepaymentReceived,
} from '#programme/fund/facts.ts';
import {
  BatchSown,
  CapacityChanged,
  CloneListed,
  NurseryBuilt,
  PlantsLost,
  PlantsReady,
  SeedlingsSold,
  StageReached,
  SurvivalChecked,
} from '#programme/nursery/facts.ts';
import { joins } from './partners.ts';
import { technicianOf } from './people.ts';
import { lastDay, type Producer, type World, workday } from './world.ts';

const cloneNames = ['CCN-51', 'ICS-95', 'ICS-1', 'TSH-565'];
const bedSeeds = 4870;
const beds = 10;
const ceiling = 200_000;
const kept = 40;

/** Two nurseries on the farms of two producers, the fund, its seedlings and its drying kits. */
export function planNurseries(world: World): void {
  const builtOn = '2021-03-08';
  world.agenda.at(builtOn, () => build(world, builtOn));
  const enlarged = '2022-09-05';
  world.agenda.at(enlarged, () => {
    for (const [i, nursery] of world.nurseries.entries()) {
      world.teller.tell(world.manager, CapacityChanged, enlarged, {
        nursery: nursery.id,
        capacity: Math.round([36_000, 32_000][i] as number),
        reason: 'Ampliación de camas y riego',
        on: enlarged,
      });
    }
  });
}

function build(world: World, on: string): void {
  const { teller } = world;
  const hosts = [0, 2].map(
    (z) =>
      (world.zones[z]?.producers.find((p) => p.id !== '' && p.registeredOn < on && p.promoterId !== null) ??
        world.producers.find((p) => p.id !== '')) as Producer,
  );
  const names = ['Vivero Río Negro', 'Vivero Pichanaqui'];
  const clones = cloneNames.map((name) =>
    teller.tell(world.manager, CloneListed, on, { name, synonyms: [], selfCompatible: true, on }),
  );
  for (const [i, host] of hosts.entries()) {
    const id = teller.tell(world.manager, NurseryBuilt, on, {
      name: names[i] as string,
      zone: host.zone.id,
      host: host.id,
      capacity: 30_000,
      lon: host.community.lon,
      lat: host.community.lat,
      on,
    });
    world.nurseries.push({
      id,
      name: names[i] as string,
      voice: joins(world, world.admin, 'nursery-operator', [id], i === 0 ? 'vivero' : null, on),
    });
  }
  world.fund = teller.tell(world.finance, FundOpened, on, {
    name: 'Fondo rotatorio de plantones',
    owner: world.organisations.cooperative,
    ceiling,
    deductionCap: 400_000,
    on,
  });
  teller.tell(world.finance, ContributionReceived, on, {
    fund: world.fund,
    from: world.organisations.donor,
    amount: 1_500_000,
    restricted: true,
    on,
  });
  world.kit = teller.tell(world.finance, GoodsListed, on, {
    fund: world.fund,
    name: 'Kit de secado familiar',
    sort: 'dryingKit',
    price: 85_000,
    on,
  });
  campaign(world, clones, '2021-03-22', 250, false);
  campaign(world, clones, '2022-03-21', 270, true);
  planKits(world);
}

/** One year's seedlings: sown in March, grafted in July, ready in October, sold until the rains end. */
function campaign(world: World, clones: readonly string[], sown: string, price: number, financed: boolean): void {
  const { chance } = world;
  const count = Math.max(2, Math.round(beds * world.scale));
  for (const nursery of world.nurseries) {
    for (let bed = 0; bed < count; bed += 1) {
      const day = workday(plusDays(sown, bed));
      world.agenda.at(day, () => {
        const batch = world.teller.tell(nursery.voice, BatchSown, day, {
          nursery: nursery.id,
          clone: clones[bed % clones.length] as string,
          bed: `${sown.slice(2, 4)}-${bed + 1}`,
          seeds: bedSeeds,
          on: day,
        });
        // The second campaign is paid by the fund, from what the first one's seedlings brought in.
        if (financed)
          world.teller.tell(world.finance, BatchFinanced, day, { fund: world.fund, batch, amount: 360_000, on: day });
        raise(world, nursery, batch, day, price, chance.next());
      });
    }
  }
}

function raise(
  world: World,
  nursery: World['nurseries'][number],
  batch: string,
  sown: string,
  price: number,
  luck: number,
): void {
  const { teller, agenda, chance } = world;
  let alive = bedSeeds;
  const steps = [
    ['germinated', 21, 0.9, 'germination'],
    ['grafted', 110, 0.9, 'disease'],
    ['taken', 135, 0.81, 'graftFailure'],
    ['hardened', 195, 0.965, 'pest'],
  ] as const;
  for (const [stage, after, survival, cause] of steps) {
    const day = workday(plusDays(sown, after + chance.int(4)));
    agenda.at(day, () => {
      alive = Math.round(alive * (survival + (luck - 0.5) * 0.012));
      teller.tell(nursery.voice, StageReached, day, { batch, stage, alive, cause, on: day });
    });
  }
  const readyOn = workday(plusDays(sown, 215 + chance.int(6)));
  agenda.at(readyOn, () => {
    const lost = alive > 3010 ? alive - 3000 - chance.int(10) : 4;
    teller.tell(nursery.voice, PlantsLost, readyOn, {
      batch,
      plants: Math.max(1, lost),
      cause: 'discarded',
      on: readyOn,
    });
    const ready = alive - Math.max(1, lost);
    teller.tell(nursery.voice, PlantsReady, readyOn, {
      batch,
      plants: ready,
      inspector: 'Inspección SENASA',
      on: readyOn,
    });
    sell(world, nursery, batch, ready, readyOn, price);
  });
}

/** A bed's plants in sales of 60 to 360, to producers with room for them; four in ten on credit. */
function sell(
  world: World,
  nursery: World['nurseries'][number],
  batch: string,
  ready: number,
  readyOn: string,
  price: number,
): void {
  const { chance, agenda } = world;
  // Of the last beds some plants stay, to replace what died in the field.
  let left = readyOn < '2022-01-01' ? ready : ready - kept;
  let n = 0;
  while (left > 0 && n < 60) {
    const plants = Math.min(left, 60 + chance.int(300));
    left -= plants;
    n += 1;
    const day = workday(plusDays(readyOn, 2 + chance.int(readyOn < '2022-01-01' ? 110 : 95)));
    if (day > '2023-01-24') continue;
    agenda.at(day, () => saleOf(world, nursery, batch, plants, day, price));
  }
}

function saleOf(
  world: World,
  nursery: World['nurseries'][number],
  batch: string,
  plants: number,
  on: string,
  price: number,
): void {
  const { teller, chance } = world;
  const amount = plants * price;
  const onCredit = chance.chance(0.4);
  const buyer = buyerFor(world, plants, on, onCredit ? turnFor(world) : null, onCredit ? amount : 0);
  if (!buyer) return;
  const plot = buyer.plots[0];
  const credit = onCredit && buyer.debt + amount <= ceiling;
  const number = (world.tally.receiptsOf.get(nursery.id) ?? 0) + 1;
  world.tally.receiptsOf.set(nursery.id, number);
  const sale = teller.tell(nursery.voice, SeedlingsSold, on, {
    nursery: nursery.id,
    person: buyer.id,
    ...(plot ? { plot: plot.id } : {}),
    lines: [{ batch, plants, unitPrice: price }],
    payment: credit ? 'credit' : 'cash',
    receipt: `V-${String(number).padStart(5, '0')}`,
    on,
  });
  if (plot) plot.planted += plants;
  if (credit) lend(world, buyer, amount, on);
  const checked = workday(plusDays(on, 180));
  if (checked < '2023-01-25' && chance.chance(0.3)) {
    world.agenda.at(checked, () =>
      teller.tell(technicianOf(buyer), SurvivalChecked, checked, {
        person: buyer.id,
        sale,
        planted: plants,
        alive: Math.round(plants * (0.82 + chance.next() * 0.15)),
        on: checked,
      }),
    );
  }
}

/** The fund keeps three of ten borrowers women: whose turn it is. */
function turnFor(world: World): 'F' | 'M' {
  const women = [...world.tally.borrowers].filter((p) => p.sex === 'F').length;
  return women * 10 < world.tally.borrowers.size * 3 + 3 ? 'F' : 'M';
}

/** A debt on the fund's books. Who brings no cocoa to a centre pays it back by hand, in four parts. */
function lend(world: World, buyer: Producer, amount: number, on: string): void {
  buyer.debt += amount;
  world.tally.borrowers.add(buyer);
  if (buyer.loyalty > 0) return;
  const part = Math.ceil(amount / 4);
  for (let n = 0; n < 4; n += 1) {
    const day = workday(plusDays(on, 75 + n * 60));
    if (day > lastDay) return;
    world.agenda.at(day, () => {
      const paid = Math.min(part, buyer.debt);
      if (paid <= 0) return;
      buyer.debt -= paid;
      world.tally.repayments += 1;
      world.teller.tell(technicianOf(buyer), RepaymentReceived, day, {
        fund: world.fund,
        person: buyer.id,
        amount: paid,
        how: 'cash',
        receipt: `P-${String(world.tally.repayments).padStart(5, '0')}`,
        on: day,
      });
    });
  }
}

function buyerFor(world: World, plants: number, on: string, sex: 'F' | 'M' | null, owing: number): Producer | null {
  for (let tries = 0; tries < 200; tries += 1) {
    const producer = world.chance.pick(world.producers);
    const plot = producer.plots[0];
    if (producer.id === '' || producer.registeredOn > on || !plot) continue;
    if (sex !== null && (producer.sex !== sex || producer.debt + owing > ceiling)) continue;
    if (plot.planted + plants <= (plot.areaM2 / 10_000) * 1_111) return producer;
  }
  return null;
}

/** Forty drying kits on credit, asked by technicians, approved by finance, handed over with an act; three in ten to women. */
function planKits(world: World): void {
  const bought = '2022-05-09';
  const kits = Math.max(2, Math.round(40 * world.scale));
  world.agenda.at(bought, () =>
    world.teller.tell(world.finance, GoodsBought, bought, {
      goods: world.kit,
      quantity: kits,
      cost: kits * 78_000,
      document: 'F001-2231',
      on: bought,
    }),
  );
  for (let i = 0; i < kits; i += 1) {
    const asked = workday(plusDays('2022-05-16', i * 2));
    world.agenda.at(asked, () => kitFor(world, i, asked));
  }
}

function kitFor(world: World, i: number, asked: string): void {
  const { teller } = world;
  const sex = i % 10 < 3 ? 'F' : 'M';
  const able = world.producers.filter(
    (p) =>
      p.id !== '' &&
      p.sex === sex &&
      p.registeredOn < plusDays(asked, -90) &&
      p.debt + 85_000 <= ceiling &&
      !world.tally.kits.has(p),
  );
  const person = able[(i * 7) % able.length];
  if (!person) return;
  world.tally.kits.add(person);
  const by = technicianOf(person);
  const credit = teller.tell(by, CreditAsked, asked, {
    fund: world.fund,
    person: person.id,
    goods: world.kit,
    quantity: 1,
    reason: 'Mejorar el secado',
    on: asked,
  });
  const approved = workday(plusDays(asked, 6));
  world.agenda.at(approved, () => teller.tell(world.finance, CreditApproved, approved, { credit, on: approved }));
  const delivered = workday(plusDays(asked, 14));
  world.agenda.at(delivered, () => {
    teller.tell(by, GoodsDelivered, delivered, {
      person: person.id,
      goods: world.kit,
      quantity: 1,
      unitPrice: 85_000,
      payment: 'credit',
      credit,
      serial: `KS-${String(i + 1).padStart(3, '0')}`,
      on: delivered,
    });
    lend(world, person, 85_000, delivered);
  });
}
