import type { CellOf } from '#kernel/office/tableColumns.ts';
import { CaseTag, LandTag } from './landVerdicts.tsx';

/** How verdicts and cases look in tables. */
export const landCells: Readonly<Record<string, CellOf>> = {
  land_verdict: {
    words: 'plots.land_verdict',
    show: (row) => (row['land_verdict'] ? <LandTag verdict={String(row['land_verdict'])} /> : '—'),
  },
  land_reason: { words: 'plots.land_reason' },
  case_state: {
    words: 'plots.case_state',
    show: (row) => (row['case_state'] === 'none' ? '—' : <CaseTag state={String(row['case_state'])} />),
  },
};
