import type { BodyOf } from '#kernel/pure/fact.ts';
import type { SchemeAdopted } from './facts.ts';
import type { Level, Place } from './rules.ts';

/** A scheme before somebody says from when it is in force. */
export type Starter = Omit<BodyOf<typeof SchemeAdopted>, 'from'>;

type Line = readonly [code: string, at: Place, level: Level, es: string, en: string];
const checklist = (lines: readonly Line[]) => lines.map(([code, at, level, es, en]) => ({ code, at, level, es, en }));

type Shared = 'internalMonths' | 'tolerancePpm' | 'adviserMonths' | 'yieldKgHa' | 'risk';
const shared: Pick<Starter['rules'], Shared> = {
  internalMonths: 12,
  tolerancePpm: 100_000,
  adviserMonths: 12,
  yieldKgHa: { usual: 900, warn: 1_500, most: 2_500 },
  risk: {
    points: [
      { factor: 'never-inspected', points: 3 },
      { factor: 'late', points: 3 },
      { factor: 'critical-before', points: 4 },
      { factor: 'major-open', points: 3 },
      { factor: 'plot-outside', points: 2 },
      { factor: 'plot-not-cleared', points: 2 },
      { factor: 'large-holding', points: 2 },
      { factor: 'high-yield', points: 2 },
      { factor: 'volume-used', points: 2 },
    ],
    medium: 3,
    high: 5,
  },
};

/*
 * To begin with, to be edited by whoever answers for the group: points of control as internal control systems of cocoa
 * cooperatives use them. Figures from domain.md 8.1; the norms themselves are the certifier's to read.
 */
export const organicStarter: Starter = {
  code: 'EU-ORG',
  kind: 'organic',
  name: 'Orgánico UE',
  edition: 'Reg. (UE) 2018/848',
  criteria: checklist([
    [
      'P1',
      'plot',
      'critical',
      'No usa herbicidas, fertilizantes ni plaguicidas de síntesis',
      'Uses no synthetic herbicide, fertiliser or pesticide',
    ],
    [
      'P2',
      'plot',
      'critical',
      'No usa semillas ni plantones modificados o tratados',
      'Uses no modified or treated seed or seedlings',
    ],
    [
      'P3',
      'plot',
      'major',
      'Tiene barrera o franja frente a vecinos que fumigan',
      'Has a buffer towards neighbours who spray',
    ],
    ['P4', 'plot', 'major', 'Los linderos y el área son los del croquis', 'Borders and area are those of the map'],
    [
      'P5',
      'plot',
      'major',
      'Conserva la cobertura del suelo y controla la erosión',
      'Keeps the soil covered and checks erosion',
    ],
    ['P6', 'plot', 'minor', 'Mantiene árboles de sombra y zonas naturales', 'Keeps shade trees and natural areas'],
    [
      'P7',
      'plot',
      'minor',
      'Abona con compost u otro insumo permitido',
      'Fertilises with compost or another allowed input',
    ],
    ['P8', 'plot', 'minor', 'Retira mazorcas enfermas', 'Takes out sick pods'],
    ['P9', 'plot', 'critical', 'No hay tala ni quema de bosque', 'No forest was felled or burnt'],
    ['H1', 'house', 'major', 'No guarda productos prohibidos en la casa', 'Keeps nothing forbidden at the house'],
    [
      'H2',
      'house',
      'minor',
      'La mochila de fumigar es solo para insumos permitidos',
      'The sprayer is for allowed inputs only',
    ],
    ['H3', 'house', 'minor', 'Maneja la basura y los envases', 'Takes care of waste and containers'],
    [
      'S1',
      'store',
      'critical',
      'Separa el cacao orgánico del convencional',
      'Keeps organic and conventional cocoa apart',
    ],
    ['S2', 'store', 'major', 'Los sacos son nuevos o limpios y marcados', 'Bags are new or clean, and marked'],
    [
      'S3',
      'store',
      'minor',
      'Seca sobre tarima o en secador, no en la carretera',
      'Dries on a rack or in a dryer, not on the road',
    ],
    ['R1', 'papers', 'major', 'Lleva el cuaderno de labores y cosechas', 'Keeps the book of work and harvests'],
    ['R2', 'papers', 'minor', 'Guarda sus recibos de venta e insumos', 'Keeps receipts of sales and inputs'],
    ['R3', 'papers', 'major', 'Lo que vendió concuerda con lo estimado', 'What was sold agrees with the estimate'],
  ]),
  rules: {
    ...shared,
    correctiveDays: { critical: 30, major: 90, minor: 180 },
    sample: { method: 'share', sharePpm: 50_000, atLeast: 10, riskFactorPpm: 1_000_000 },
    conversionMonths: 36,
    // 25,000 EUR at 4.00 S/; to be set anew with the rate, and with the regulation's revision.
    limits: { members: 2_000, holdingM2: 50_000, turnover: 10_000_000 },
  },
};

export const rainforestStarter: Starter = {
  code: 'RA',
  kind: 'rainforest',
  name: 'Rainforest Alliance',
  edition: 'Norma 2020 v1.1',
  criteria: checklist([
    [
      '1.2',
      'plot',
      'critical',
      'La finca tiene punto o polígono registrado',
      'The farm has a point or polygon on record',
    ],
    ['4.1', 'plot', 'major', 'Poda y manejo de sombra según el plan', 'Pruning and shade as planned'],
    [
      '4.4',
      'plot',
      'major',
      'Maneja plagas con umbrales; químico solo al final',
      'Pests by thresholds; chemicals last',
    ],
    ['4.5', 'plot', 'critical', 'No usa plaguicidas de la lista prohibida', 'Uses no pesticide of the prohibited list'],
    ['6.1', 'plot', 'critical', 'No convirtió bosque desde 2014', 'No forest was converted since 2014'],
    ['6.2', 'plot', 'minor', 'Tiene árboles nativos y cobertura de copa', 'Has native trees and canopy cover'],
    ['6.5', 'plot', 'minor', 'Protege las orillas de ríos y quebradas', 'Protects the banks of rivers and streams'],
    [
      '5.1',
      'house',
      'critical',
      'Los niños van a la escuela y no hacen trabajo peligroso',
      'Children go to school and do no hazardous work',
    ],
    [
      '5.3',
      'house',
      'critical',
      'No hay trabajo forzoso ni retención de documentos',
      'No forced labour, no papers are held back',
    ],
    ['5.6', 'house', 'major', 'Hay agua segura y equipo de protección', 'There is safe water and protective gear'],
    ['4.6', 'house', 'major', 'Guarda agroquímicos con llave y lejos de comida', 'Chemicals are locked away from food'],
    ['2.1', 'store', 'critical', 'Separa el cacao certificado del que no lo es', 'Keeps certified cocoa apart'],
    ['2.2', 'store', 'major', 'Entrega dentro de su volumen estimado', 'Delivers within the estimated volume'],
    [
      '3.3',
      'papers',
      'major',
      'Recibió el diferencial de sostenibilidad y firmó',
      'Received the sustainability differential and signed',
    ],
    ['1.5', 'papers', 'minor', 'Conoce el mecanismo de quejas', 'Knows the grievance mechanism'],
    [
      '1.6',
      'papers',
      'minor',
      'Mujeres y jóvenes participan en las capacitaciones',
      'Women and youth take part in trainings',
    ],
  ]),
  rules: {
    ...shared,
    correctiveDays: { critical: 30, major: 70, minor: 180 },
    sample: { method: 'root', sharePpm: 0, atLeast: 1, riskFactorPpm: 1_000_000 },
    conversionMonths: 0,
    limits: {},
  },
};

export const fairtradeStarter: Starter = {
  code: 'FT',
  kind: 'fairtrade',
  name: 'Comercio Justo',
  edition: 'Organizaciones de pequeños productores 2019',
  criteria: checklist([
    [
      'M1',
      'papers',
      'critical',
      'Es socio y trabaja la finca sobre todo con su familia',
      'Is a member and works the farm mainly with the family',
    ],
    [
      'M2',
      'papers',
      'major',
      'Participó en la asamblea o sabe qué se decidió de la prima',
      'Was at the assembly or knows what was decided of the premium',
    ],
    ['M3', 'papers', 'minor', 'Guarda los recibos de venta', 'Keeps receipts of sales'],
    ['L1', 'house', 'critical', 'No hay trabajo infantil ni forzoso', 'No child labour and no forced labour'],
    ['L2', 'house', 'major', 'A los jornaleros se les paga lo acordado', 'Day labourers are paid as agreed'],
    ['E1', 'plot', 'critical', 'No usa materiales de la lista roja', 'Uses nothing of the red list'],
    ['E2', 'plot', 'major', 'No abrió bosque para sembrar', 'Cleared no forest to plant'],
    ['E3', 'plot', 'minor', 'Cuida el suelo y el agua', 'Takes care of soil and water'],
    ['T1', 'store', 'major', 'El cacao va separado y con su nombre', 'Cocoa is kept apart under the own name'],
  ]),
  rules: {
    ...shared,
    correctiveDays: { critical: 60, major: 120, minor: 270 },
    sample: { method: 'root', sharePpm: 0, atLeast: 1, riskFactorPpm: 1_000_000 },
    conversionMonths: 0,
    limits: {},
  },
};

export const starters: readonly Starter[] = [organicStarter, rainforestStarter, fairtradeStarter];
