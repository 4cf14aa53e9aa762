import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { readLandPolicy } from '#programme/plots/landPolicy.ts';
import { type Flag, plausible } from '#programme/plots/plausible.ts';

/** Cases of a file `{policy, cases: [{case_id, input}]}`, each with its flags. Refused when there are none. */
export function plausibleCases(given: unknown): { case_id: unknown; flags: Flag[] }[] {
  const { policy = {}, cases } = (isObject(given) ? given : {}) as { policy?: unknown; cases?: unknown };
  if (!Array.isArray(cases)) throw new Refused([refuse('geo.policy-unreadable')]);
  return cases.map((one: unknown) => {
    const input = isObject(one) && isObject(one['input']) ? one['input'] : {};
    const crop = typeof input['crop'] === 'string' ? input['crop'] : undefined;
    const limits = readLandPolicy(policy, crop).policy.plausible;
    return { case_id: isObject(one) ? (one['case_id'] ?? null) : null, flags: plausible(input, limits) };
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
