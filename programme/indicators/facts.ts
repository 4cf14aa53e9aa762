import * as z from 'zod/mini';
import { fact } from '#kernel/pure/fact.ts';
import { day, list, maybe, text, whole } from '#kernel/pure/fields.ts';

const deciders = ['administrator', 'programme-manager', 'me-officer'] as const;

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
});

export const indicatorsFacts = [TargetSet, CountingAgreed, ReportSubmitted];
