import { type Landing, on } from '#kernel/ledger/landing.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { indicatorOf } from './definitions.ts';
import { CountingAgreed, ExchangeRateNoted, FundingAgreed, ReportSubmitted, TargetSet } from './facts.ts';
import { isPeriodName } from './rules.ts';
import { countingTable, figureTable, fundingTable, rateTable, reportTable, targetTable } from './tables.ts';

const targetSet = on(TargetSet, {
  flags: (f) => doubts(f.body, 'body'),
  apply: (f, rows) =>
    rows.add(targetTable, {
      programme: f.programme,
      id: f.id,
      code: f.body.code,
      period: f.body.period,
      value: f.body.value,
      reason: f.body.reason ?? null,
      number: f.number,
      on_day: f.body.on,
      void: false,
    }),
  undo: (f, rows) => rows.change(targetTable, f.id, { void: true }),
});

const countingAgreed = on(CountingAgreed, {
  apply: (f, rows) =>
    rows.add(countingTable, {
      programme: f.programme,
      id: f.id,
      trained_sessions: f.body.trainedSessions,
      trained_minutes: f.body.trainedMinutes,
      active_replicas: f.body.activeReplicas,
      active_advice: f.body.activeAdvice,
      number: f.number,
      on_day: f.body.on,
      void: false,
    }),
  undo: (f, rows) => rows.change(countingTable, f.id, { void: true }),
});

const reportSubmitted = on(ReportSubmitted, {
  flags: (f) => {
    const out = f.body.figures.flatMap((figure, i) => doubts(figure, `body.figures.${i}`));
    const keys = new Set(f.body.figures.map((figure) => `${figure.code}|${figure.period}`));
    if (keys.size < f.body.figures.length) out.push(refuse('indicators.figure-twice', {}, 'body.figures'));
    if (f.body.through >= f.number) out.push(refuse('indicators.not-counted-yet', {}, 'body.through'));
    return out;
  },
  apply: (f, rows) => {
    const { title, through, figures, on: day } = f.body;
    rows.add(reportTable, { programme: f.programme, id: f.id, title, through, on_day: day, void: false });
    for (const { code, period, thousandths, evidence } of figures)
      rows.add(figureTable, {
        programme: f.programme,
        report: f.id,
        code,
        period,
        thousandths: thousandths ?? null,
        evidence,
      });
  },
  undo: (f, rows) => rows.change(reportTable, f.id, { void: true }),
});

const fundingAgreed = on(FundingAgreed, {
  apply: (f, rows) =>
    rows.add(fundingTable, {
      programme: f.programme,
      id: f.id,
      funder: f.body.funder,
      activities: [...new Set(f.body.activities)],
      from_day: f.body.from,
      until_day: f.body.until,
      document: f.body.document ?? null,
      on_day: f.body.on,
      void: false,
    }),
  undo: (f, rows) => rows.change(fundingTable, f.id, { void: true }),
});

const exchangeRateNoted = on(ExchangeRateNoted, {
  apply: (f, rows) =>
    rows.add(rateTable, {
      programme: f.programme,
      id: f.id,
      currency: f.body.currency,
      month: f.body.month,
      rate: f.body.rate,
      source: f.body.source,
      number: f.number,
      on_day: f.body.on,
      void: false,
    }),
  undo: (f, rows) => rows.change(rateTable, f.id, { void: true }),
});

export const indicatorsLandings: readonly Landing[] = [
  targetSet,
  countingAgreed,
  reportSubmitted,
  fundingAgreed,
  exchangeRateNoted,
];

/** Only what is counted here can have a target or be reported. */
function doubts(of: { code: string; period: string }, at: string): Refusal[] {
  const out: Refusal[] = [];
  if (!indicatorOf(of.code)) out.push(refuse('indicators.unknown-code', { code: of.code }, `${at}.code`));
  if (!isPeriodName(of.period)) out.push(refuse('indicators.unknown-period', { period: of.period }, `${at}.period`));
  return out;
}
