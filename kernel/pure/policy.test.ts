import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import type { Actor, Grant, Role, Ruling, Scopes } from '#kernel/pure/policy.ts';
import * as policy from '#kernel/pure/policy.ts';

type Policy = Pick<typeof policy, 'scopesOf' | 'mayRecord'>;

const places = ['satipo', 'pangoa', 'kubantia', 'selva'];
const some: fc.Arbitrary<Scopes> = fc.oneof(fc.constant<'all'>('all'), fc.subarray(places, { minLength: 1 }));
const aRole = fc.constantFrom<Role>('administrator', 'technician', 'buyer', 'donor');
const grants: fc.Arbitrary<Grant[]> = fc.array(fc.record({ role: aRole, scopes: some }), { maxLength: 3 });
const asked = fc.record({
  grants,
  by: fc.subarray<Role>(['administrator', 'technician', 'buyer', 'donor']),
  chain: fc.option(fc.subarray(places, { minLength: 1 })),
});
const actorWith = (held: readonly Grant[]): Actor => ({ id: 'a', programme: 'p', grants: held });

/** The same law told another way: any one grant that names the role and covers the place. */
function ruling(held: readonly Grant[], by: readonly Role[], chain: readonly string[] | null): Ruling {
  const fit = held.filter((grant) => by.some((role) => role === grant.role));
  if (fit.length === 0) return 'not-your-role';
  const covers = fit.some(
    ({ scopes }) => scopes === 'all' || scopes.some((scope) => (chain ?? []).indexOf(scope) >= 0),
  );
  return covers ? 'allowed' : 'outside-your-scope';
}

/** What every policy must hold to; null, or how it broke. */
function fault(of: Policy): string | null {
  const found = fc.check(
    fc.property(asked, ({ grants: held, by, chain }) => {
      const actor = actorWith(held);
      if (of.mayRecord(actor, by, chain) !== ruling(held, by, chain)) return false;
      const seen = of.scopesOf(actor, by);
      const mine = held.filter((grant) => by.includes(grant.role)).map((grant) => grant.scopes);
      if (mine.length === 0) return seen === null;
      if (mine.includes('all')) return seen === 'all';
      return (
        seen !== 'all' && JSON.stringify([...new Set(seen)].sort()) === JSON.stringify([...new Set(mine.flat())].sort())
      );
    }),
    { numRuns: 2000, seed: 5 },
  );
  return found.failed ? JSON.stringify(found.counterexample) : null;
}

/** Every clause once left out or turned around. */
const mutants: readonly [string, string][] = [
  ['if (!allowed.includes(grant.role)) continue;', ''],
  ['!allowed.includes', 'allowed.includes'],
  ["if (grant.scopes === 'all') return 'all';", ''],
  ['let found: string[] | null = null;', 'let found: string[] | null = [];'],
  ['[...(found ?? []), ...grant.scopes]', '[...grant.scopes]'],
  ["if (scopes === null) return 'not-your-role';", ''],
  ["if (scopes === 'all') return 'allowed';", ''],
  ["? 'allowed' : 'outside-your-scope'", "? 'allowed' : 'allowed'"],
  ['chain?.some(', 'chain?.every('],
  ['scopes.includes(scope)', 'true'],
  ['return found;', "return 'all';"],
];

describe('who may do what', () => {
  test('a grant counts when it names the role and covers the place; everything else is denied', () => {
    expect(fault(policy)).toBeNull();
    expect(policy.mayRecord(actorWith([]), ['administrator'], null)).toBe('not-your-role');
    expect(policy.mayRecord(actorWith([{ role: 'technician', scopes: ['satipo'] }]), ['technician'], null)).toBe(
      'outside-your-scope',
    );
  });

  test('no clause of the policy can be left out without being noticed', () => {
    const source = readFileSync(new URL('./policy.ts', import.meta.url), 'utf8');
    for (const [clause, instead] of mutants) {
      expect(source.split(clause).length, clause).toBeGreaterThan(1);
      const { outputText } = ts.transpileModule(source.replace(clause, instead), {
        compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
      });
      const exports = {} as Policy;
      new Function('exports', outputText)(exports);
      let broken: string | null;
      try {
        broken = fault(exports);
      } catch (error) {
        broken = String(error);
      }
      expect(broken, `without: ${clause}`).not.toBeNull();
    }
  });
});
