import { dayToMs, plusDays } from '#kernel/pure/day.ts';
import { boxOf } from '#kernel/pure/geo.ts';
import { uuid7 } from '#kernel/pure/ids.ts';
import type { LayerInUse } from '#programme/plots/layersInUse.ts';
import { type Ground, type Screening, screenPlot } from '#programme/plots/screeningEngine.ts';
import {
  CaseDecided,
  CaseEvidenceGiven,
  CaseOpened,
  CaseVisited,
  LayerBrought,
  PlotScreened,
} from '#programme/plots/screeningFacts.ts';
import { ruleOn } from '#programme/plots/screeningRules.ts';
import { technicianOf } from './people.ts';
import { type MadeLayer, makeLayers } from './screeningLayers.ts';
import type { SeasonOptions } from './season.ts';
import type { Teller, Voice } from './teller.ts';
import { type Plot, type Producer, type World, workday } from './world.ts';

const broughtOn = '2022-11-07';
const screenedOn = '2022-11-08';
const doubtedOn = '2023-01-24';

/**
 * The buyers ask for ground that was no forest after 2020: layers are brought, every walked plot is laid on them, and who
 * knows the farm goes there where nobody can tell from above. With chances of its own, so that the rest stays as it was.
 */
export function planScreening(world: World, options: SeasonOptions): void {
  const teller = world.teller.beside((options.seed ?? 2020) + 7);
  world.agenda.at(screenedOn, async () => {
    const by = teller.voice(world.monitoring.staff, broughtOn);
    const walked = world.producers.flatMap((producer) =>
      producer.plots.filter(({ boundary }) => boundary !== null).map((plot) => ({ producer, plot })),
    );
    const made = await makeLayers(
      world,
      walked.map(({ plot }) => plot),
      teller.chance,
    );
    for (const { sha256, bytes } of made) await options.keep?.(teller.programme, sha256, bytes);
    const ground = broughtIn(teller, by, made);
    const run = uuid7(dayToMs(screenedOn), teller.chance.bytes);
    let doubts = 0;
    for (const { producer, plot } of walked) {
      const found = await screened(plot, ground);
      if (!found) continue;
      if (found.verdict !== 'low') world.uncleared.add(plot.id);
      const id = teller.tell(by, PlotScreened, screenedOn, { ...found, run, on: screenedOn });
      // Somebody tells of a fire on ground that was cleared and whose beans are at sea: shipments that left are listed.
      if (found.verdict === 'low' && doubts < 2 && (producer.delivered.get('2022') ?? 0) > 0) {
        doubts += 1;
        const reason = 'Un vecino avisa de una quema en la parte alta';
        const body = { case: id, plot: plot.id, reason, on: doubtedOn };
        world.agenda.at(doubtedOn, () => teller.tell(by, CaseOpened, doubtedOn, body));
      }
      if (found.verdict === 'more_info') planCase(world, teller, { id, producer, plot });
    }
  });
}

function broughtIn(teller: Teller, by: Voice, made: readonly MadeLayer[]): Ground {
  const open = new Map<string, MadeLayer['open']>();
  const layers: LayerInUse[] = [];
  for (const [i, { kind, name, fileName, shows, bytes, sha256, box, cells, open: own }] of made.entries()) {
    const [west, south, east, north] = box;
    const body = { kind, name, fileName, shows, sha256, cells, west, south, east, north, bytes: bytes.length };
    const id = teller.tell(by, LayerBrought, broughtOn, {
      ...body,
      version: 'demo-1',
      source: 'Capa sintética de la temporada de demostración: no dice nada de un terreno real.',
      licence: 'CC0',
      synthetic: true,
      from: broughtOn,
      on: broughtOn,
    });
    open.set(id, own);
    layers.push({ id, kind, name, version: 'demo-1', sha256, fileName, box, from: broughtOn, until: null, number: i });
  }
  return { layers, open };
}

const screened = (plot: Plot, ground: Ground): Promise<Screening | null> =>
  screenPlot(
    {
      plot: plot.id,
      boundary: plot.boundary as string,
      ring: plot.ring,
      declaredM2: null,
      box: boxOf({ type: 'Polygon', coordinates: [plot.ring] }),
    },
    ground,
    ruleOn(screenedOn),
  );

interface Opened {
  readonly id: string;
  readonly producer: Producer;
  readonly plot: Plot;
}

/** Half of the cases are decided by the end, some are visited and wait, some nobody has looked at. */
function planCase(world: World, teller: Teller, { id, producer, plot }: Opened): void {
  const { chance } = teller;
  const of = { case: id, plot: plot.id };
  const progress = chance.next();
  const planted = 1995 + chance.int(22);
  const visitedOn = workday(plusDays(screenedOn, 6 + chance.int(40)));
  const old = chance.chance(0.86);
  if (progress < 0.25) return;
  world.agenda.at(visitedOn, () => {
    const technician = teller.voice(technicianOf(producer).staff, visitedOn);
    if (progress < 0.4) {
      teller.tell(technician, CaseEvidenceGiven, visitedOn, {
        ...of,
        what: chance.pick(['planting-year', 'document', 'statement'] as const),
        plantedYear: planted,
        note: 'Lo dice el productor; falta ir a la parcela',
        on: visitedOn,
      });
      return;
    }
    teller.tell(technician, CaseVisited, visitedOn, {
      ...of,
      found: old ? (planted < 2012 ? 'shaded-crop' : 'old-crop') : 'new-clearing',
      ...(old ? { plantedYear: planted, shadeTrees: 20 + chance.int(90) } : {}),
      note: old ? 'Guabas y shimbillos de más de diez años' : 'Tocones frescos en el lado norte',
      on: visitedOn,
    });
  });
  if (progress < 0.5) return;
  const decidedOn = workday(plusDays(visitedOn, 3 + chance.int(12)));
  world.agenda.at(decidedOn, () => {
    const judge = teller.voice((chance.chance(0.7) ? world.monitoring : world.manager).staff, decidedOn);
    if (old) world.uncleared.delete(plot.id);
    teller.tell(judge, CaseDecided, decidedOn, {
      ...of,
      verdict: old ? 'low' : 'high',
      reason: old ? `Cultivo de ${planted} bajo sombra, visto en la visita` : 'El desmonte es posterior a 2020',
      on: decidedOn,
    });
  });
}
