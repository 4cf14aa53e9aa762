import type { Parcel } from '#programme/plots/eudrPack.ts';

/**
 * Parcels of a plain list, as other programs name them: `plot_id` or `id`; `producer_id` or `ProducerName`; `country` or
 * `ProducerCountry`; `kg`, `net_kg` or `mass_kg`; `Area` or `declared_ha`. Without a producer each plot stands for one.
 */
export function parcelsIn(features: readonly unknown[]): Parcel[] {
  return features.map((feature, i) => {
    const { id, properties, geometry } = (feature ?? {}) as {
      id?: unknown;
      properties?: Record<string, unknown> | null;
      geometry?: unknown;
    };
    const of = properties ?? {};
    const text = (...names: string[]) =>
      names.map((name) => of[name]).find((value) => typeof value === 'string' || typeof value === 'number');
    const plot = String(id ?? text('plot_id', 'plot', 'case_id', 'id') ?? i + 1);
    return {
      plot,
      producer: String(text('producer_id', 'producer', 'ProducerName') ?? plot),
      country: String(text('ProducerCountry', 'country') ?? 'PE'),
      place: String(text('ProductionPlace', 'place', 'district') ?? ''),
      shape: geometry ?? null,
      hectares: numberOf(of['Area']) ?? numberOf(of['declared_ha']),
      grams: Math.max(0, Math.round((numberOf(text('kg', 'net_kg', 'mass_kg', 'kg_net')) ?? 0) * 1000)),
    };
  });
}

function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
