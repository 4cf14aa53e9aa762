import { keyOfRule } from '#programme/plots/screeningRules.ts';

interface Inputs {
  readonly boundary: string;
  readonly rule: { readonly name: string; readonly set?: string | null | undefined };
  readonly layers: readonly { readonly layer: string }[];
}

/** What a verdict is made of, as one text: the same inputs give the same verdict. */
export function inputsOf({ boundary, rule, layers }: Inputs): string {
  return [boundary, keyOfRule(rule), ...layers.map(({ layer }) => layer).sort()].join(' ');
}
