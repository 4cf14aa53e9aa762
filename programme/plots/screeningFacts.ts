import * as z from 'zod/mini';
import { type BodyOf, fact } from '#kernel/pure/fact.ts';
import { day, id, lat, list, lon, maybe, oneOf, ppm, ref, text, whole } from '#kernel/pure/fields.ts';

/** What a layer tells: three rasters of forest, three kinds of outlines. */
export const rasterKinds = ['lossyear', 'treecover2000', 'forest2020'] as const;
export const outlineKinds = ['protected', 'community', 'alerts'] as const;
export const groundKinds = [...rasterKinds, ...outlineKinds] as const;
export type GroundKind = (typeof groundKinds)[number];

export const landVerdicts = ['low', 'high', 'more_info'] as const;
/** Why the verdict is what it is, the first one first. */
export const landReasons = [
  'no-trees',
  'lost-before',
  'no-loss',
  'lost-after',
  'alerts',
  'trees-standing',
  'unknown-ground',
  'point-only',
  'protected-area',
  'nothing-known',
  'decided',
  'boundary-changed',
  'asked',
] as const;
export type LandReason = (typeof landReasons)[number];
export const evidenceKinds = ['photo', 'planting-year', 'document', 'statement'] as const;
/** What somebody found who went there. */
export const groundsFound = ['shaded-crop', 'old-crop', 'new-clearing', 'forest', 'other-use', 'not-reached'] as const;

const office = ['administrator', 'programme-manager', 'me-officer'] as const;
const field = [...office, 'technician', 'promoter'] as const;
const sha256 = () => z.string().check(z.regex(/^[0-9a-f]{64}$/, 'field.hash'));
/** m² to the hundredth: what a layer says under a plot is exact, and is kept so. */
const m2 = () => z.number().check(z.minimum(0, 'field.too-small'), z.maximum(1e12, 'field.too-large'));

/** A map of the ground that plots are laid on: one tile or one set of outlines, by the hash of its file. */
export const LayerBrought = fact({
  kind: 'plots.layerBrought',
  body: z.strictObject({
    kind: oneOf(groundKinds),
    name: text(120),
    version: text(60),
    source: text(300),
    licence: text(120),
    /** The day whose ground it shows. */
    shows: day(),
    fileName: text(200),
    sha256: sha256(),
    bytes: whole(1, 20_000_000_000),
    west: lon(),
    south: lat(),
    east: lon(),
    north: lat(),
    /** Columns and rows of a raster, or the number of outlines. */
    cells: whole(1),
    /** Made up for a demonstration: it says nothing about real ground. */
    synthetic: z.boolean(),
    from: day(),
    until: maybe(day()),
    on: day(),
  }),
  by: office,
  within: 'programme',
  makes: 'layer',
  happened: true,
});

export const LayerRetired = fact({
  kind: 'plots.layerRetired',
  body: z.strictObject({ layer: ref('layer'), reason: text(300), on: day() }),
  by: office,
  within: 'programme',
  happened: true,
});

/** The numbers by which ground becomes a verdict, from a day on. */
export const ScreeningRuleSet = fact({
  kind: 'plots.screeningRuleSet',
  body: z.strictObject({
    name: text(80),
    source: text(300),
    /** An indicator says yes when strictly more of the plot is so. */
    sharePpm: ppm(),
    /** First year of loss after the cut-off. */
    lossFromYear: whole(2001, 2100),
    /** Crown cover of 2000, in percent, from which it was forest. */
    treePercent: whole(1, 100),
    /** More of the plot than this within a protected area asks a person. */
    protectedPpm: ppm(),
    from: day(),
    reason: maybe(text(300)),
    on: day(),
  }),
  by: office,
  within: 'programme',
  makes: 'screeningRule',
  happened: true,
});

/** One plot laid on the layers of the day: the ground, exactly, and what follows from it by the rule. */
export const PlotScreened = fact({
  kind: 'plots.plotScreened',
  body: z.strictObject({
    /** Plots screened together. */
    run: id(),
    plot: ref('plot'),
    boundary: ref('boundary'),
    areaM2: m2(),
    rule: z.strictObject({
      name: text(80),
      set: maybe(ref('screeningRule')),
      sharePpm: ppm(),
      lossFromYear: whole(2001, 2100),
      treePercent: whole(1, 100),
      protectedPpm: ppm(),
    }),
    layers: list(
      z.strictObject({
        layer: ref('layer'),
        kind: oneOf(groundKinds),
        version: text(60),
        sha256: sha256(),
        coveredM2: m2(),
        outsideM2: m2(),
        nodataM2: m2(),
        classes: list(z.strictObject({ value: z.number(), m2: m2() }), 300),
        /** Outlines that the plot meets. */
        names: maybe(list(text(120), 20)),
      }),
      60,
    ),
    treesPpm: maybe(ppm()),
    lostBeforePpm: maybe(ppm()),
    lostAfterPpm: maybe(ppm()),
    alertsPpm: maybe(ppm()),
    unknownPpm: ppm(),
    protectedPpm: maybe(ppm()),
    communityPpm: maybe(ppm()),
    verdict: oneOf(landVerdicts),
    reasons: list(oneOf(landReasons), 12),
    findings: list(oneOf(['PROTECTED_AREA', 'COMMUNITY']), 2),
    on: day(),
  }),
  by: office,
  within: 'plot',
  makes: 'screening',
  happened: false,
});

export type Screened = BodyOf<typeof PlotScreened>;

/** Somebody doubts a verdict: a person has to look, also where the layers were sure. */
export const CaseOpened = fact({
  kind: 'plots.caseOpened',
  body: z.strictObject({ case: ref('screening'), plot: ref('plot'), reason: text(500), on: day() }),
  by: field,
  within: 'plot',
  happened: false,
});

export const CaseEvidenceGiven = fact({
  kind: 'plots.caseEvidenceGiven',
  body: z.strictObject({
    case: ref('screening'),
    plot: ref('plot'),
    what: oneOf(evidenceKinds),
    plantedYear: maybe(whole(1900, 2100)),
    note: maybe(text(500)),
    on: day(),
  }),
  by: field,
  within: 'plot',
  happened: true,
});

export const CaseVisited = fact({
  kind: 'plots.caseVisited',
  body: z.strictObject({
    case: ref('screening'),
    plot: ref('plot'),
    found: oneOf(groundsFound),
    plantedYear: maybe(whole(1900, 2100)),
    /** Shade trees on a hectare, as counted. */
    shadeTrees: maybe(whole(0, 5_000)),
    note: maybe(text(500)),
    lon: maybe(lon()),
    lat: maybe(lat()),
    accuracyM: maybe(whole(0, 100_000)),
    on: day(),
  }),
  by: field,
  within: 'plot',
  happened: true,
});

/** A named person decides, with her reason; never the one who mapped the plot. */
export const CaseDecided = fact({
  kind: 'plots.caseDecided',
  body: z.strictObject({
    case: ref('screening'),
    plot: ref('plot'),
    verdict: oneOf(['low', 'high']),
    reason: text(500),
    on: day(),
  }),
  by: office,
  within: 'plot',
  happened: false,
});

export const screeningFacts = [
  LayerBrought,
  LayerRetired,
  ScreeningRuleSet,
  PlotScreened,
  CaseOpened,
  CaseEvidenceGiven,
  CaseVisited,
  CaseDecided,
];
