import { table } from '#kernel/ledger/table.ts';

interface TargetRow {
  programme: string;
  id: string;
  code: string;
  period: string;
  value: number;
  reason: string | null;
  number: number;
  on_day: string;
  void: boolean;
}

interface CountingRow {
  programme: string;
  id: string;
  trained_sessions: number;
  trained_minutes: number;
  active_replicas: number;
  active_advice: number;
  number: number;
  on_day: string;
  void: boolean;
}

interface ReportRow {
  programme: string;
  id: string;
  title: string;
  through: number;
  on_day: string;
  void: boolean;
}

interface FigureRow {
  programme: string;
  report: string;
  code: string;
  period: string;
  thousandths: number | null;
  evidence: number;
}

interface FundingRow {
  programme: string;
  id: string;
  funder: string;
  activities: readonly string[];
  from_day: string;
  until_day: string;
  document: string | null;
  on_day: string;
  void: boolean;
}

interface RateRow {
  programme: string;
  id: string;
  currency: string;
  month: string;
  rate: number;
  source: string;
  number: number;
  on_day: string;
  void: boolean;
}

export const targetTable = table<TargetRow>()({ name: 'indicators_target', key: ['id'] });
export const countingTable = table<CountingRow>()({ name: 'indicators_counting', key: ['id'] });
export const reportTable = table<ReportRow>()({ name: 'indicators_report', key: ['id'] });
export const figureTable = table<FigureRow>()({ name: 'indicators_figure', key: ['report', 'code', 'period'] });

export const fundingTable = table<FundingRow>()({ name: 'indicators_funding', key: ['id'] });
export const rateTable = table<RateRow>()({ name: 'indicators_rate', key: ['id'] });

export const indicatorsTables = [targetTable, countingTable, reportTable, figureTable, fundingTable, rateTable];
