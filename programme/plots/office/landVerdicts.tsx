import { useSay } from '#kernel/office/language.tsx';
import { Tag, type Tone } from '#kernel/office/Value.tsx';

/** Verdicts as they stand on the board, the most urgent first. */
export const landOrder = ['high', 'more_info', 'unscreened', 'low'] as const;
export type LandShown = (typeof landOrder)[number];

export const landTone: Readonly<Record<string, Tone>> = {
  high: 'red',
  more_info: 'amber',
  low: 'leaf',
  unscreened: 'plain',
  none: 'plain',
};

export const landColour: Readonly<Record<LandShown, string>> = {
  high: '#9c2a17',
  more_info: '#b4621a',
  unscreened: '#8a7760',
  low: '#1d5c34',
};

export function LandTag({ verdict }: { readonly verdict: string }) {
  const say = useSay();
  const shown = verdict === 'none' ? 'unscreened' : verdict;
  return <Tag tone={landTone[shown] ?? 'plain'}>{say(`plots.land_verdict.${shown}`)}</Tag>;
}

const caseTones: Readonly<Record<string, Tone>> = { open: 'amber', decided: 'leaf', settled: 'plain', none: 'plain' };

export function CaseTag({ state }: { readonly state: string }) {
  const say = useSay();
  return <Tag tone={caseTones[state] ?? 'plain'}>{say(`plots.case_state.${state}`)}</Tag>;
}
