/* Whether what a producer delivers can have grown where she says: domain.md 12, cases 5 and 8; land-and-trace 3.2. */

export interface PlausiblePolicy {
  /** Dry kilos a hectare in twelve months: above the first a person looks, above the second nobody harvests. */
  readonly yieldWarnKgHa: number;
  readonly yieldBlockKgHa: number;
  readonly mismatchWarn: number;
  readonly mismatchBlock: number;
  readonly tinyHa: number;
  readonly largeHa: number;
  readonly hugeHa: number;
}
export const defaultPlausiblePolicy: PlausiblePolicy = {
  yieldWarnKgHa: 2_000,
  yieldBlockKgHa: 3_500,
  mismatchWarn: 0.2,
  mismatchBlock: 1,
  tinyHa: 0.05,
  largeHa: 50,
  hugeHa: 500,
};

export interface Flag {
  readonly code: string;
  readonly level: 'block' | 'warn' | 'info';
  readonly detail: Readonly<Record<string, number | string>>;
}

/** Judges one case: `crop`, `area_ha` or `plots[]` (numbers or objects with `area_ha`), `declared_ha`, `delivered_dry_kg_12m`. */
export function plausible(
  input: Readonly<Record<string, unknown>>,
  policy: PlausiblePolicy = defaultPlausiblePolicy,
): Flag[] {
  const flags: Flag[] = [];
  const tell = (code: string, level: Flag['level'], detail: Flag['detail'] = {}) => flags.push({ code, level, detail });
  const hectares = hectaresOf(input);
  const declared = numberOf(input['declared_ha']);
  const kilos = numberOf(input['delivered_dry_kg_12m']);
  for (const [name, value] of Object.entries(input))
    if (/_ha$|_kg/.test(name) && value !== null && value !== undefined && numberOf(value) === null)
      tell('AREA_NOT_NUMBER', 'warn', { property: name.slice(0, 40) });
  if (hectares === null) tell('AREA_MISSING', 'warn');
  else tellSize(hectares, declared, policy, tell);
  // All plots of the producer together: cocoa of one is delivered under the name of another without anybody lying.
  const ground = hectares ?? declared;
  if (ground === null || kilos === null || kilos <= 0) return flags;
  const kgHa = ground > 0 ? Math.round(kilos / ground) : Number.POSITIVE_INFINITY;
  const detail = { kg_ha: Number.isFinite(kgHa) ? kgHa : -1, kg: kilos, ha: ground };
  if (kgHa > policy.yieldBlockKgHa) tell('YIELD_IMPOSSIBLE', 'block', { ...detail, most: policy.yieldBlockKgHa });
  else if (kgHa > policy.yieldWarnKgHa) tell('YIELD_HIGH', 'warn', { ...detail, most: policy.yieldWarnKgHa });
  return flags;
}

type TellFlag = (code: string, level: Flag['level'], detail?: Flag['detail']) => void;

function tellSize(hectares: number, declared: number | null, policy: PlausiblePolicy, tell: TellFlag): void {
  if (hectares < policy.tinyHa) tell('AREA_TINY', 'warn', { ha: hectares });
  if (hectares > policy.hugeHa) tell('AREA_HUGE', 'block', { ha: hectares });
  else if (hectares > policy.largeHa) tell('AREA_LARGE', 'warn', { ha: hectares });
  if (declared === null || declared <= 0 || hectares <= 0) return;
  const off = Math.abs(hectares - declared) / Math.min(hectares, declared);
  const level = off > policy.mismatchBlock ? 'block' : 'warn';
  if (off > policy.mismatchWarn) tell('AREA_MISMATCH', level, { ha: hectares, declared_ha: declared });
}

/** Sum of the plots, else the area said; null when neither is a number. */
function hectaresOf(input: Readonly<Record<string, unknown>>): number | null {
  const plots = input['plots'];
  if (!Array.isArray(plots) || plots.length === 0) return numberOf(input['area_ha']);
  const areas = plots.map((plot) => numberOf(isObject(plot) ? (plot['area_ha'] ?? plot['declared_ha']) : plot));
  return areas.includes(null) ? numberOf(input['area_ha']) : areas.reduce<number>((sum, ha) => sum + (ha ?? 0), 0);
}

const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
