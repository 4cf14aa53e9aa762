import * as z from 'zod/mini';
import { fact } from '#kernel/pure/fact.ts';
import { day, list, maybe, oneOf, ref, text, whole } from '#kernel/pure/fields.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';

const deciders = ['administrator', 'programme-manager', 'me-officer'] as const;
const keepers = ['administrator', 'programme-manager', 'finance-officer', 'me-officer'] as const;

/** What a funder may pay for: the capabilities whose facts are counted. */
export const activities = ['training', 'visits', 'nursery', 'fund', 'purchasing'] as const;
export const currencies = ['USD'] as const;

/**
 * A target of an indicator for a period (`year1` …, `life`), in the indicator's unit. An amendment is another one: the
 * latest that stands counts, the old one stays in sight.
 */
export const TargetSet = fact({
  kind: 'indicators.targetSet',
  body: z.strictObject({
    code: text(40),
    period: text(10),
    value: whole(0),
    reason: maybe(text(300)),
    on: day(),
  }),
  by: deciders,
  within: 'programme',
  makes: 'target',
  happened: false,
});

/** How this programme counts where donors differ. The latest that stands is used for all periods alike. */
export const CountingAgreed = fact({
  kind: 'indicators.countingAgreed',
  body: z.strictObject({
    /** Sessions and minutes in a programme year from which somebody is trained. */
    trainedSessions: whole(1, 100),
    trainedMinutes: whole(0, 100_000),
    /** A promoter is active from this many replicas, or from this many advice visits, in the period. */
    activeReplicas: whole(1, 1000),
    activeAdvice: whole(1, 1000),
    on: day(),
  }),
  by: deciders,
  within: 'programme',
  happened: false,
});

/** A report handed in: its figures as submitted never change; what comes later shows as a restatement (domain 1.4 rule 12). */
export const ReportSubmitted = fact({
  kind: 'indicators.reportSubmitted',
  body: z.strictObject({
    title: text(120),
    /** Last number of the log that the figures were counted from. */
    through: whole(0),
    figures: list(
      z.strictObject({
        code: text(40),
        period: text(10),
        /** Thousandths of the unit; missing when there was nothing to measure. */
        thousandths: maybe(whole(Number.MIN_SAFE_INTEGER)),
        evidence: whole(0),
      }),
      500,
    ),
    on: day(),
  }),
  by: deciders,
  within: 'programme',
  makes: 'report',
  happened: false,
  counted: true,
});

interface Agreement {
  readonly activities: readonly string[];
  readonly from: string;
  readonly until: string;
}

function gaps(b: Agreement): Refusal[] {
  const out: Refusal[] = [];
  if (b.activities.length === 0) out.push(refuse('field.empty', { field: 'activities' }, 'body.activities'));
  if (b.until < b.from) out.push(refuse('indicators.funding-ends-first', {}, 'body.until'));
  return out;
}

/**
 * Who pays for which activities from when to when. Every fact of those activities and days is `fundedBy` it; one that two
 * funders pay for serves both, and is marked as shared (domain 1.4 rule 10).
 */
export const FundingAgreed = fact({
  kind: 'indicators.fundingAgreed',
  body: z.strictObject({
    funder: ref('organisation'),
    activities: list(oneOf(activities), activities.length),
    from: day(),
    until: day(),
    document: maybe(text(80)),
    on: day(),
  }),
  by: keepers,
  within: 'programme',
  makes: 'funding',
  happened: false,
  check: gaps,
});

/** What a foreign coin cost in a month, and who says so. The latest told for a month counts (domain 1.4 rule 11). */
export const ExchangeRateNoted = fact({
  kind: 'indicators.exchangeRateNoted',
  body: z.strictObject({
    currency: oneOf(currencies),
    /** `2021-03`. */
    month: z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'indicators.no-month')),
    /** Millionths of a sol for one unit of the currency. */
    rate: whole(1, 1_000_000_000),
    source: text(160),
    on: day(),
  }),
  by: keepers,
  within: 'programme',
  makes: 'rate',
  happened: false,
});

export const indicatorsFacts = [TargetSet, CountingAgreed, ReportSubmitted, FundingAgreed, ExchangeRateNoted];
