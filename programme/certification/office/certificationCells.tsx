import type { Row } from '#kernel/office/ask.ts';
import { useSpeaking } from '#kernel/office/language.tsx';
import type { CellOf } from '#kernel/office/tableColumns.ts';
import { Tag, type Tone } from '#kernel/office/Value.tsx';

const tones: Readonly<Record<string, Tone>> = {
  approved: 'leaf',
  valid: 'leaf',
  closed: 'leaf',
  decided: 'leaf',
  conversion: 'blue',
  applied: 'blue',
  early: 'blue',
  planned: 'blue',
  done: 'amber',
  major: 'amber',
  medium: 'amber',
  open: 'amber',
  sanctioned: 'amber',
  suspended: 'red',
  critical: 'red',
  high: 'red',
  withdrawn: 'plain',
  expired: 'plain',
};

/** A code of ours in words on its colour. */
export function StateTag({ of, words }: { readonly of: string; readonly words: string }) {
  const { say } = useSpeaking();
  return <Tag tone={tones[of] ?? 'plain'}>{say(`${words}.${of}`)}</Tag>;
}

const tagged = (column: string, words: string): CellOf => ({
  words,
  show: (row: Row) => {
    const value = row[column];
    return typeof value === 'string' ? <StateTag of={value} words={words} /> : '—';
  },
});

export const memberCells = { state: tagged('state', 'certification.state') } as const;
export const inspectionCells = {
  state: tagged('state', 'certification.step'),
  outcome: tagged('outcome', 'certification.decided'),
} as const;
export const findingCells = {
  state: tagged('state', 'certification.finding'),
  level: tagged('level', 'certification.level'),
} as const;
export const certificateCells = {
  validity: tagged('validity', 'certification.validity'),
  harvest: { plain: true },
} as const;
