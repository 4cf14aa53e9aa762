import type { MapMeaning } from '#kernel/office/mapShapes.ts';
import type { Tone } from '#kernel/office/Value.tsx';
import type { Verdict } from '../rules.ts';

const colours: Readonly<Record<Verdict, string>> = {
  sound: '#1d5c34',
  look: '#b4621a',
  blocked: '#9c2a17',
  unmapped: '#6b6257',
};

/** What the colours of plots mean. */
export const meaningsOf = (say: (key: string) => string): readonly MapMeaning[] =>
  (Object.keys(colours) as Verdict[]).map((key) => ({ key, label: say(`plots.verdict.${key}`), colour: colours[key] }));

export const verdictTone: Readonly<Record<Verdict, Tone>> = {
  sound: 'leaf',
  look: 'amber',
  blocked: 'red',
  unmapped: 'plain',
};
