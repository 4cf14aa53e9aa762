import * as z from 'zod/mini';
import { fact } from '#kernel/pure/fact.ts';
import { centimos, day, grams, lat, list, lon, maybe, oneOf, ppm, ref, text, whole } from '#kernel/pure/fields.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';

export const schemeKinds = ['organic', 'rainforest', 'fairtrade', 'own'] as const;
/** How much weighs what a criterion asks. */
export const levels = ['critical', 'major', 'minor'] as const;
/** Where an inspector looks: the checklist goes by place, not by chapter of a norm. */
export const places = ['plot', 'house', 'store', 'papers'] as const;
export const answers = ['yes', 'no', 'na'] as const;
export const memberStates = ['applied', 'conversion', 'approved', 'suspended', 'sanctioned', 'withdrawn'] as const;
export const outcomes = ['approved', 'conversion', 'suspended', 'sanctioned', 'excluded'] as const;
export const inspectionReasons = ['annual', 'new', 'risk', 'sample', 'followUp', 'complaint'] as const;
export const ties = ['relative', 'business', 'neighbour', 'other'] as const;
/** What makes a second look at a member worth while. */
export const riskFactors = [
  'never-inspected',
  'late',
  'critical-before',
  'major-open',
  'plot-outside',
  'plot-not-cleared',
  'large-holding',
  'high-yield',
  'volume-used',
] as const;
export const samplePurposes = ['internal', 'external'] as const;
export const sampleMethods = ['root', 'share'] as const;
export const stops = ['suspended', 'withdrawn', 'restored'] as const;
export const leaving = ['own-wish', 'sold-farm', 'other-group', 'other'] as const;

/** Those who answer for the internal control system. */
const office = ['administrator', 'programme-manager', 'me-officer'] as const;

/** What an internal control system works by in one edition of a scheme: dated data, because norms and groups change. */
const schemeRules = () =>
  z.strictObject({
    /** Every member is inspected once in so many months. */
    internalMonths: whole(1, 60),
    /** Days for a corrective action, by level. */
    correctiveDays: z.strictObject({ critical: whole(0, 365), major: whole(0, 365), minor: whole(0, 730) }),
    /** The part that is inspected again, or by the certifier: the root of the members, or a share of them. */
    sample: z.strictObject({
      method: oneOf(sampleMethods),
      sharePpm: ppm(),
      atLeast: whole(0, 1000),
      /** The root or share times this, ppm: 1,400,000 for a group at risk. */
      riskFactorPpm: whole(0, 5_000_000),
    }),
    /** What may be bought beyond the estimated volume before somebody reviews it. */
    tolerancePpm: ppm(),
    /** Whoever advised a producer in so many months neither inspects her nor decides on her. */
    adviserMonths: whole(0, 60),
    /** Months without forbidden inputs before a plot's beans are certified; 0 where there is no conversion. */
    conversionMonths: whole(0, 120),
    /** Dry kilos per hectare: usual, looked at above, not claimed above without review. */
    yieldKgHa: z.strictObject({ usual: whole(1, 10_000), warn: whole(1, 10_000), most: whole(1, 10_000) }),
    /** Who is looked at first and drawn more often: points by what is known of a member, and from how many on. */
    risk: z.strictObject({
      points: list(z.strictObject({ factor: oneOf(riskFactors), points: whole(0, 100) }), 20),
      medium: whole(1, 1000),
      high: whole(1, 1000),
    }),
    /** Limits of a group; only warnings come of them. */
    limits: z.strictObject({
      members: maybe(whole(1, 1_000_000)),
      /** A member's whole holding, m². */
      holdingM2: maybe(whole(1, 1_000_000_000)),
      /** Of a larger holding: organic turnover in a year, céntimos. */
      turnover: maybe(centimos()),
    }),
  });

const criterion = () =>
  z.strictObject({
    code: text(20),
    at: oneOf(places),
    level: oneOf(levels),
    es: text(300),
    en: text(300),
    /** Asked whatever was answered last time; the others may keep their “does not apply”. */
    photo: maybe(z.boolean()),
  });

function twice(codes: readonly string[], at: string): Refusal[] {
  const seen = codes.find((code, i) => codes.indexOf(code) !== i);
  return seen === undefined ? [] : [refuse('certification.twice', { code: seen }, at)];
}

/** One edition of a scheme with its checklist; the latest one in force on a day counts. */
export const SchemeAdopted = fact({
  kind: 'certification.schemeAdopted',
  body: z.strictObject({
    code: text(20),
    kind: oneOf(schemeKinds),
    name: text(120),
    edition: text(60),
    criteria: list(criterion(), 200),
    rules: schemeRules(),
    from: day(),
  }),
  by: office,
  within: 'programme',
  makes: 'scheme',
  happened: false,
  check: (b) =>
    twice(
      b.criteria.map((c) => c.code),
      'body.criteria',
    ),
});

/** A certificate for one harvest, held by a legal entity. */
export const CertificateIssued = fact({
  kind: 'certification.certificateIssued',
  body: z.strictObject({
    scheme: ref('scheme'),
    number: text(60),
    holder: ref('organisation'),
    /** The certification body. */
    body: text(120),
    /** Calendar year of the harvest that it covers. */
    harvest: whole(2000, 2100),
    validFrom: day(),
    validUntil: day(),
    on: day(),
  }),
  by: office,
  within: 'programme',
  makes: 'certificate',
  happened: true,
  check: (b) =>
    b.validUntil < b.validFrom ? [refuse('certification.ends-before-it-begins', {}, 'body.validUntil')] : [],
});

export const CertificateStopped = fact({
  kind: 'certification.certificateStopped',
  body: z.strictObject({ certificate: ref('certificate'), state: oneOf(stops), reason: text(300), on: day() }),
  by: office,
  within: 'programme',
  happened: true,
});

/** A producer asks to belong to a certified group. */
export const MemberApplied = fact({
  kind: 'certification.memberApplied',
  body: z.strictObject({
    person: ref('person'),
    scheme: ref('scheme'),
    /** The group's legal entity. */
    group: ref('organisation'),
    /** All the land of her holding, also without cocoa. */
    holdingM2: maybe(whole(0, 1_000_000_000)),
    /** What she says she earned with organic products in the last year. */
    turnover: maybe(centimos()),
    /** She says that she belongs to no other group of the scheme. */
    onlyGroup: maybe(z.boolean()),
    on: day(),
  }),
  by: [...office, 'technician'],
  within: 'person',
  makes: 'membership',
  happened: true,
});

/** A plot comes under the certificate; conversion counts per plot, from the last forbidden input. */
export const PlotEntered = fact({
  kind: 'certification.plotEntered',
  body: z.strictObject({
    membership: ref('membership'),
    plot: ref('plot'),
    /** Last day on which something forbidden was used; left out when never. */
    lastForbidden: maybe(day()),
    on: day(),
  }),
  by: [...office, 'technician', 'inspector'],
  within: 'membership',
  happened: true,
});

export const MemberLeft = fact({
  kind: 'certification.memberLeft',
  body: z.strictObject({ membership: ref('membership'), because: oneOf(leaving), on: day() }),
  by: [...office, 'technician'],
  within: 'membership',
  happened: true,
});

/** Somebody of the staff is bound to a producer: she neither inspects her nor decides on her. */
export const ConflictDeclared = fact({
  kind: 'certification.conflictDeclared',
  body: z.strictObject({ staff: ref('staff'), person: ref('person'), tie: oneOf(ties), on: day() }),
  by: [...office, 'technician', 'inspector'],
  within: 'person',
  happened: true,
});

export const InspectionPlanned = fact({
  kind: 'certification.inspectionPlanned',
  body: z.strictObject({
    membership: ref('membership'),
    inspector: ref('staff'),
    because: oneOf(inspectionReasons),
    due: day(),
    on: day(),
  }),
  by: office,
  within: 'membership',
  makes: 'inspection',
  happened: false,
});

/** What an inspector answered on the farm. Answers “no” are non-conformities, each with what is done about it until when. */
export const InspectionDone = fact({
  kind: 'certification.inspectionDone',
  body: z.strictObject({
    inspection: ref('inspection'),
    answers: list(z.strictObject({ criterion: text(20), answer: oneOf(answers), note: maybe(text(300)) }), 200),
    actions: list(z.strictObject({ criterion: text(20), action: text(300), due: day() }), 60),
    /** What the plots will give by the pods on the trees, dry kilos per hectare. */
    kgHa: maybe(whole(0, 10_000)),
    /** The producer or somebody of her house was there. */
    present: z.boolean(),
    minutes: whole(5, 1000),
    lon: maybe(lon()),
    lat: maybe(lat()),
    accuracyM: maybe(whole(0, 100_000)),
    awayWhy: maybe(text(200)),
    on: day(),
  }),
  by: ['administrator', 'inspector'],
  within: 'inspection',
  happened: true,
  check: (b) => [
    ...twice(
      b.answers.map((a) => a.criterion),
      'body.answers',
    ),
    ...b.answers
      .filter((a) => a.answer === 'no' && !b.actions.some((x) => x.criterion === a.criterion))
      .map((a) => refuse('certification.no-action', { code: a.criterion }, 'body.actions')),
  ],
});

/** What became of a corrective action, with its evidence as photos. */
export const ActionSeen = fact({
  kind: 'certification.actionSeen',
  body: z.strictObject({
    inspection: ref('inspection'),
    criterion: text(20),
    closed: z.boolean(),
    note: text(300),
    on: day(),
  }),
  by: [...office, 'inspector'],
  within: 'inspection',
  happened: true,
});

/** Who decides on members, from a day on. */
export const CommitteeNamed = fact({
  kind: 'certification.committeeNamed',
  body: z.strictObject({ members: list(ref('staff'), 30), quorum: whole(2, 30), from: day() }),
  by: office,
  within: 'programme',
  makes: 'committee',
  happened: false,
  check: (b) =>
    new Set(b.members).size < b.quorum
      ? [refuse('certification.quorum-too-large', { members: b.members.length, quorum: b.quorum }, 'body.quorum')]
      : [],
});

/** A session of the committee: many inspections at once, and who kept out of which. */
export const CommitteeDecided = fact({
  kind: 'certification.committeeDecided',
  body: z.strictObject({
    /** Members who sat. */
    present: list(ref('staff'), 30),
    cases: list(
      z.strictObject({
        inspection: ref('inspection'),
        person: ref('person'),
        outcome: oneOf(outcomes),
        /** Of those present, who took no part in this case. */
        abstained: list(ref('staff'), 30),
        note: maybe(text(300)),
      }),
      300,
    ),
    /** Number of the act. */
    act: text(40),
    on: day(),
  }),
  by: office,
  within: 'programme',
  makes: 'decision',
  happened: false,
  check: (b) =>
    twice(
      b.cases.map((c) => c.inspection),
      'body.cases',
    ),
});

/** The approved list of a certificate; each new one replaces the last. */
export const ListIssued = fact({
  kind: 'certification.listIssued',
  body: z.strictObject({
    certificate: ref('certificate'),
    members: list(
      z.strictObject({
        membership: ref('membership'),
        person: ref('person'),
        /** Estimated harvest of dry beans, g: area × kilos per hectare. */
        estimated: grams(),
        m2: whole(0, 1_000_000_000),
        kgHa: whole(0, 10_000),
      }),
      5000,
    ),
    on: day(),
  }),
  by: office,
  within: 'programme',
  makes: 'approvedList',
  happened: false,
  check: (b) =>
    twice(
      b.members.map((m) => m.membership),
      'body.members',
    ),
});

/** Members drawn for a second look, by a seed that anybody can draw with again. */
export const SampleDrawn = fact({
  kind: 'certification.sampleDrawn',
  body: z.strictObject({
    certificate: ref('certificate'),
    purpose: oneOf(samplePurposes),
    seed: whole(0, 2_147_483_647),
    /** How many members there were to draw from. */
    population: whole(1, 1_000_000),
    members: list(ref('membership'), 5000),
    on: day(),
  }),
  by: office,
  within: 'programme',
  makes: 'sample',
  happened: false,
});

export const certificationFacts = [
  SchemeAdopted,
  CertificateIssued,
  CertificateStopped,
  MemberApplied,
  PlotEntered,
  MemberLeft,
  ConflictDeclared,
  InspectionPlanned,
  InspectionDone,
  ActionSeen,
  CommitteeNamed,
  CommitteeDecided,
  ListIssued,
  SampleDrawn,
];
