import { describe, expect, test } from 'vitest';
import { doubtsOfRuc, foldEmail } from '#programme/partners/rules.ts';

describe('organisations and zones', () => {
  test('a RUC has eleven digits and a known prefix', () => {
    expect(doubtsOfRuc('20131365994')).toEqual([]);
    expect(doubtsOfRuc(undefined)).toEqual([]);
    expect(doubtsOfRuc('30131365994').map((r) => r.code)).toEqual(['partners.ruc-shape']);
  });

  test('addresses are compared without case', () => {
    expect(foldEmail(' Ana@Minka.PE ')).toBe('ana@minka.pe');
  });
});
