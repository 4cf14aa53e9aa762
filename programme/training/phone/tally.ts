import type { Shown } from '#kernel/phone/overlay.ts';
import { monthlyGoal } from '#programme/training/goals.ts';
import type { SessionDoc } from './sheets.ts';

/** What a promoter did in a month against what she agreed to. */
export interface Tally {
  readonly month: string;
  readonly replicas: number;
  /** Different people on her sheets. */
  readonly taught: number;
  /** Neighbours advised: visits of hers, and those she noted with a session. */
  readonly advised: number;
  /** Sheets and visits of this phone that count nowhere yet; they are in none of the figures. */
  readonly waiting: number;
  readonly goal: typeof monthlyGoal;
}

interface Visit {
  readonly on: string;
  readonly void: boolean;
  readonly visitor?: string;
}

export function tallyOf(
  of: { readonly month: string; readonly promoter: string; readonly staff: string },
  sessions: readonly Shown<SessionDoc>[],
  visits: readonly Shown<Visit>[],
): Tally {
  const inMonth = (one: { readonly body: { on: string; void: boolean } }) =>
    !one.body.void && one.body.on.startsWith(of.month);
  const sheets = sessions.filter((s) => inMonth(s) && s.body.promoter === of.promoter);
  const seen = visits.filter((v) => inMonth(v) && (v.body.visitor === of.staff || v.body.visitor === undefined));
  const counts = ({ status }: { readonly status: string | null }) =>
    status === null || status === 'accepted' || status === 'flagged';
  const counted = sheets.filter(counts);
  return {
    month: of.month,
    replicas: counted.length,
    taught: new Set(counted.flatMap((s) => s.body.present)).size,
    advised: seen.filter(counts).length + counted.reduce((sum, s) => sum + s.body.advised, 0),
    waiting: [...sheets, ...seen].filter((one) => !counts(one)).length,
    goal: monthlyGoal,
  };
}
