/* What the law and the Information System ask, with sources (land-and-trace 1.1 and 1.3). Dated: a change is a new line. */

export interface EudrSettings {
  readonly from: string;
  readonly source: string;
  readonly cutOff: string;
  readonly hsHeadings: Readonly<Record<'cocoa' | 'coffee', string>>;
  readonly descriptions: Readonly<Record<'cocoa' | 'coffee', string>>;
  readonly countryRisk: Readonly<Record<string, 'low' | 'standard' | 'high'>>;
  readonly producersPerCommodity: number;
  readonly producersPerStatement: number;
  readonly commoditiesPerStatement: number;
  /** Of all geolocation of a statement, as GeoJSON text. */
  readonly geolocationBytes: number;
  readonly pointMostHa: number;
  readonly internalReference: number;
  readonly namespaces: { readonly dds: string; readonly common: string };
}

export const eudrSettings: readonly EudrSettings[] = [
  {
    from: '2026-09-04',
    source:
      'Regulation (EU) 2023/1115 as amended by (EU) 2025/2650; Implementing Regulation (EU) 2025/1093; operator API reference v1.0 of 29 May 2026; GeoJSON description v1.3; V3 schema of IS release 8.2.1',
    cutOff: '2020-12-31',
    hsHeadings: { cocoa: '180100', coffee: '090111' },
    descriptions: { cocoa: 'Cocoa beans, whole or broken, raw', coffee: 'Coffee, not roasted, not decaffeinated' },
    countryRisk: { PE: 'standard', BY: 'high', KP: 'high', MM: 'high', RU: 'high' },
    producersPerCommodity: 1_000,
    producersPerStatement: 10_000,
    commoditiesPerStatement: 100,
    geolocationBytes: 25_000_000,
    pointMostHa: 4,
    internalReference: 35,
    namespaces: {
      dds: 'http://ec.europa.eu/tracesnt/certificate/eudr/due-diligence-statement/v3',
      common: 'http://ec.europa.eu/tracesnt/certificate/eudr/common/v3',
    },
  },
];

/** What holds on a day; the first known holds before it too, since files for a later day are made early. */
export function eudrOn(day: string): EudrSettings {
  const holding = eudrSettings.filter(({ from }) => from <= day).at(-1) ?? eudrSettings[0];
  if (!holding) throw new RangeError('no settings');
  return holding;
}
