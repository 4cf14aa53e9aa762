import type { ReactNode } from 'react';
import type { ColumnType } from '#kernel/server/question.ts';
import { areaText, dayText, massText, moneyText, numberText, shareText } from './format.ts';
import { useSpeaking } from './language.tsx';

/** One value as people read it: soles, kilos, hectares, days in words, codes by their names. */
export function Value({
  of,
  type,
  words,
  plain,
}: {
  readonly of: unknown;
  readonly type: ColumnType;
  readonly words?: string | undefined;
  /** A year, a code number: digits without grouping. */
  readonly plain?: boolean | undefined;
}): ReactNode {
  const { say, language, knows } = useSpeaking();
  if (of === null || of === undefined || of === '') return <span className="none">—</span>;
  if (words !== undefined) {
    const key = words === '' ? String(of) : `${words}.${String(of)}`;
    return knows(key) ? say(key) : String(of);
  }
  if (type === 'yes') return say(of === true ? 'office.yes' : 'office.no');
  if (type === 'day') return dayText(String(of), language);
  if (type === 'text' || type === 'id') return String(of);
  if (plain) return String(of);
  const n = Number(of);
  if (!Number.isFinite(n)) return String(of);
  return numeric(type, n);
}

function numeric(type: ColumnType, n: number): string {
  if (type === 'money') return moneyText(n);
  if (type === 'grams') return massText(n);
  if (type === 'area') return areaText(n);
  if (type === 'ppm') return shareText(n);
  return numberText(n);
}

export type Tone = 'leaf' | 'amber' | 'red' | 'blue' | 'plain';

/** A short state in words on a coloured ground. */
export function Tag({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={`tag tag-${tone}`}>{children}</span>;
}

const tones: Readonly<Record<string, Tone>> = {
  accepted: 'leaf',
  flagged: 'amber',
  held: 'blue',
  rejected: 'red',
  quarantined: 'red',
  duplicate: 'plain',
};

/** What became of a fact at the ledger. */
export function OutcomeTag({ outcome }: { readonly outcome: string }) {
  const { say } = useSpeaking();
  return <Tag tone={tones[outcome] ?? 'plain'}>{say(`outcome.${outcome}`)}</Tag>;
}
