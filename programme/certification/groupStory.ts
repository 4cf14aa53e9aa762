import type { BodyOf } from '#kernel/pure/fact.ts';
import type { Story } from '#programme/partners/openStory.ts';
import type { SchemeAdopted } from './facts.ts';

type Scheme = BodyOf<typeof SchemeAdopted>;

/** A small organic scheme for stories: four control points, a committee of two, 10 % tolerance. */
export const organicScheme: Scheme = {
  code: 'EU-ORG',
  kind: 'organic',
  name: 'Orgánico UE',
  edition: '2018/848',
  criteria: [
    { code: 'P1', at: 'plot', level: 'critical', es: 'No usa productos prohibidos', en: 'Uses nothing forbidden' },
    { code: 'P2', at: 'plot', level: 'major', es: 'Tiene barreras', en: 'Has buffers' },
    { code: 'H1', at: 'house', level: 'minor', es: 'Guarda los envases', en: 'Stores containers' },
    { code: 'R1', at: 'papers', level: 'minor', es: 'Lleva su cuaderno', en: 'Keeps her book' },
  ],
  rules: {
    internalMonths: 12,
    correctiveDays: { critical: 30, major: 90, minor: 180 },
    sample: { method: 'share', sharePpm: 50_000, atLeast: 2, riskFactorPpm: 1_000_000 },
    tolerancePpm: 100_000,
    adviserMonths: 12,
    conversionMonths: 36,
    yieldKgHa: { usual: 900, warn: 1_500, most: 2_500 },
    risk: {
      points: [
        { factor: 'never-inspected', points: 3 },
        { factor: 'major-open', points: 2 },
      ],
      medium: 2,
      high: 5,
    },
    limits: { members: 2_000, holdingM2: 50_000, turnover: 10_000_000 },
  },
  from: '2020-01-01',
};

/** A cooperative with an organic certificate for 2021, an inspector, and a committee of three of whom two decide. */
export async function openGroup(story: Story) {
  const { tell, joins, zone, on } = story;
  const cooperative = (await tell('partners.organisationJoined', { name: 'Selva Central', does: 'cooperative', on }))
    .id;
  const scheme = (await tell('certification.schemeAdopted', organicScheme)).id;
  const certificate = (
    await tell('certification.certificateIssued', {
      scheme,
      number: 'PE-BIO-1',
      holder: cooperative,
      body: 'Certificadora',
      harvest: 2021,
      validFrom: '2021-01-01',
      validUntil: '2021-12-31',
      on: '2020-12-20',
    })
  ).id;
  const inspector = await joins('Irma Inga', 'inspector', [zone]);
  const adviser = await joins('Rosa Ríos', 'technician', [zone]);
  const [ana, bruno, carla] = [
    await joins('Ana Alva', 'me-officer'),
    await joins('Bruno Baca', 'me-officer'),
    await joins('Carla Cruz', 'me-officer'),
  ];
  const committee = [ana, bruno, carla, inspector, adviser];
  await tell('certification.committeeNamed', { members: committee, quorum: 2, from: '2020-06-01' });

  const producer = async (givenNames: string): Promise<string> => {
    const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
    const who = { givenNames, familyNames: `${givenNames}ari Poma`, sex: 'F', zone, district: '120601' };
    return (await tell('people.producerRegistered', { ...who, consents, on })).id;
  };
  const plot = async (person: string): Promise<string> =>
    (
      await tell('plots.plotRegistered', {
        person,
        name: 'La Loma',
        crop: 'cocoa',
        declaredM2: 20_000,
        tenure: 'title',
        on,
      })
    ).id;
  /** A member with one plot, in the scheme from the middle of 2020. */
  const member = async (givenNames: string, lastForbidden?: string) => {
    const person = await producer(givenNames);
    const ground = await plot(person);
    const joining = { person, scheme, group: cooperative, holdingM2: 20_000, turnover: 500_000, onlyGroup: true };
    const membership = (await tell('certification.memberApplied', { ...joining, on: '2020-06-10' })).id;
    await tell('certification.plotEntered', { membership, plot: ground, lastForbidden, on: '2020-06-10' });
    return { person, plot: ground, membership };
  };
  /** Plans an inspection and does it, with the criteria that fail. */
  const inspected = async (of: { membership: string }, day: string, failing: readonly string[] = []) => {
    const planned = { membership: of.membership, inspector, because: 'annual', due: day, on: day };
    const inspection = (await tell('certification.inspectionPlanned', planned)).id;
    const done = await tell('certification.inspectionDone', report(inspection, day, failing), { by: inspector });
    return { inspection, done };
  };
  const report = (inspection: string, day: string, failing: readonly string[] = []) => ({
    inspection,
    answers: organicScheme.criteria.map(({ code }) => ({
      criterion: code,
      answer: failing.includes(code) ? 'no' : 'yes',
    })),
    actions: failing.map((criterion) => ({ criterion, action: 'Corregir', due: '2021-03-01' })),
    kgHa: 1_000,
    present: true,
    minutes: 90,
    awayWhy: 'sin señal',
    on: day,
  });
  const decides = (inspection: string, person: string, outcome: string, how: Decision = {}) =>
    tell('certification.committeeDecided', {
      present: how.present ?? [ana, bruno],
      cases: [{ inspection, person, outcome, abstained: how.abstained ?? [] }],
      act: how.act ?? 'A-1',
      on: how.on ?? '2020-12-01',
    });
  const lists = (members: readonly { membership: string; person: string }[], estimated: number, day: string) =>
    tell('certification.listIssued', {
      certificate,
      members: members.map(({ membership, person }) => ({ membership, person, estimated, m2: 20_000, kgHa: 1_000 })),
      on: day,
    });
  const people = { inspector, adviser, ana, bruno, carla };
  return { ...people, cooperative, scheme, certificate, producer, plot, member, inspected, report, decides, lists };
}

interface Decision {
  readonly present?: readonly string[];
  readonly abstained?: readonly string[];
  readonly act?: string;
  readonly on?: string;
}
