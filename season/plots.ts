import { BoundaryMapped, PlotRegistered } from '#programme/plots/facts.ts';
import { side, spacing } from './places.ts';
import type { Voice } from './teller.ts';
import type { Producer, World } from './world.ts';

/** Registers and maps a producer's plots: rings of 9 to 12 points, walked, 0.6 to 4 hectares. */
export function tellPlots(world: World, producer: Producer, by: Voice): void {
  const { chance, teller } = world;
  const on = producer.registeredOn;
  const count = chance.chance(0.16) ? 2 : 1;
  for (let i = 0; i < count; i += 1) {
    const cell = producer.community.free.pop() ?? 0;
    const centre: [number, number] = [
      producer.community.lon + ((cell % side) - (side - 1) / 2) * spacing,
      producer.community.lat + (Math.floor(cell / side) - (side - 1) / 2) * spacing,
    ];
    const wanted = 6_000 + Math.floor(chance.next() ** 2 * 34_000);
    const ring = ringAround(world, centre, wanted);
    const area = areaOf(ring);
    const declared = Math.round((area * (0.92 + chance.next() * 0.16)) / 100) * 100;
    const id = teller.tell(by, PlotRegistered, on, {
      person: producer.id,
      name: i === 0 ? 'Parcela principal' : 'Parcela del fondo',
      crop: 'cocoa',
      declaredM2: declared,
      plantedYear: 1995 + chance.int(22),
      tenure: chance.pick(['title', 'possession', 'possession', 'community', 'unknown'] as const),
      on,
    });
    // One capture of the season overlaps its neighbour: the technician walked half of the wrong farm.
    const neighbour =
      producer.index === 77 ? producer.zone.producers.find((p) => p.plots.length > 0)?.plots[0] : undefined;
    const walked = neighbour ? neighbour.ring.map(([x, y]): [number, number] => [x + 0.0003, y]) : ring;
    // Behind a river in flood: one plot in seventy is known by name and not walked yet.
    const walkable = producer.index % 70 !== 69 || i > 0;
    const boundary =
      walkable &&
      teller.tell(by, BoundaryMapped, on, {
        plot: id,
        ring: walked,
        method: chance.chance(0.8) ? 'walk' : 'corners',
        accuracyCm: 250 + chance.int(600),
        on,
      });
    producer.plots.push({ id, boundary: boundary || null, areaM2: Math.round(area), ring: walked, planted: 0 });
  }
}

const metresPerDegree = 111_320;

function ringAround(world: World, [lon, lat]: [number, number], wanted: number): [number, number][] {
  const { chance } = world;
  const corners = 9 + chance.int(4);
  const radius = Math.sqrt(wanted / Math.PI);
  const stretch = Math.cos((lat * Math.PI) / 180);
  const ring: [number, number][] = [];
  for (let i = 0; i < corners; i += 1) {
    const angle = ((i + chance.next() * 0.5) / corners) * 2 * Math.PI;
    const r = (radius * (0.9 + chance.next() * 0.22)) / metresPerDegree;
    ring.push([round6(lon + (Math.cos(angle) * r) / stretch), round6(lat + Math.sin(angle) * r)]);
  }
  ring.push(ring[0] as [number, number]);
  return ring;
}

/** Flat area in m²: only to say believable things about the plot; the ledger measures on the ellipsoid. */
function areaOf(ring: readonly [number, number][]): number {
  const lat = ring[0]?.[1] ?? 0;
  const kx = metresPerDegree * Math.cos((lat * Math.PI) / 180);
  let sum = 0;
  for (let i = 1; i < ring.length; i += 1) {
    const [x1, y1] = ring[i - 1] as [number, number];
    const [x2, y2] = ring[i] as [number, number];
    sum += (x1 * y2 - x2 * y1) * kx * metresPerDegree;
  }
  return Math.abs(sum) / 2;
}

const round6 = (n: number): number => Math.round(n * 1e6) / 1e6;
