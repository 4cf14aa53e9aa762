import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openGeos } from '#kernel/server/geos.ts';
import { type Blocked, eudrPack, type Parcel } from '#programme/plots/eudrPack.ts';
import { eudrOn } from '#programme/plots/eudrSettings.ts';
import { statementJson, statementXml } from '#programme/plots/eudrStatement.ts';

/** What is to be exported: a shipment with the plots behind it, or a plain list. */
export interface Exported {
  readonly reference: string;
  readonly crop: 'cocoa' | 'coffee';
  readonly parcels: readonly Parcel[];
  /** Beans whose plot nobody knows: they keep the whole shipment out. */
  readonly unknownGrams: number;
  /** What stands behind each plot, for the evidence index. */
  readonly evidence: readonly Readonly<Record<string, unknown>>[];
  readonly day: string;
}

/** What `./minka eudr export` answers. */
export interface ExportReport {
  readonly reference: string;
  readonly kg: number;
  readonly plots: number;
  readonly producers: number;
  readonly statements: readonly {
    readonly xml: string;
    readonly json: string;
    readonly geojson: readonly string[];
    readonly kg: number;
    readonly commodities: number;
    readonly producers: number;
    readonly geolocation_bytes: number;
  }[];
  /** What keeps the shipment out. While there is any, no statement is written. */
  readonly blocked: readonly Blocked[];
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[];
}

/** Writes the pack into a directory. */
export async function exportEudr(of: Exported, out: string): Promise<ExportReport> {
  const { report, texts } = await eudrFiles(of);
  await mkdir(out, { recursive: true });
  for (const [name, text] of texts) await writeFile(join(out, name), text);
  return report;
}

/** The pack: GeoJSON per commodity, each statement as XML and JSON, and the evidence index, by file name. */
export async function eudrFiles(of: Exported): Promise<{ report: ExportReport; texts: ReadonlyMap<string, string> }> {
  const settings = eudrOn(of.day);
  const pack = eudrPack(of.parcels, settings, await openGeos());
  const unknown: Blocked[] = of.unknownGrams > 0 ? [{ plot: 'UNKNOWN', codes: ['ORIGIN_UNKNOWN'] }] : [];
  const blocked = [...unknown, ...pack.blocked];
  const files: ExportReport['files'][number][] = [];
  const texts = new Map<string, string>();
  const put = (name: string, text: string): string => {
    texts.set(name, text);
    files.push({ name, sha256: createHash('sha256').update(text).digest('hex'), bytes: Buffer.byteLength(text) });
    return name;
  };
  const statements: ExportReport['statements'][number][] = [];
  for (const [i, statement] of (blocked.length > 0 ? [] : pack.statements).entries()) {
    const options = {
      reference: pack.statements.length > 1 ? `${of.reference}/${i + 1}` : of.reference,
      crop: of.crop,
      settings,
    };
    const geojson: string[] = [];
    for (const [j, { producers }] of statement.commodities.entries()) {
      const features = producers.map((p) => p.geojson.slice('{"type":"FeatureCollection","features":['.length, -2));
      geojson.push(
        put(
          `statement-${i + 1}-commodity-${j + 1}.geojson`,
          `{"type":"FeatureCollection","features":[${features.join(',')}]}`,
        ),
      );
    }
    statements.push({
      xml: put(`statement-${i + 1}.xml`, statementXml(statement, options)),
      json: put(`statement-${i + 1}.json`, `${JSON.stringify(statementJson(statement, options), null, 1)}\n`),
      geojson,
      kg: statement.grams / 1000,
      commodities: statement.commodities.length,
      producers: statement.commodities.reduce((sum, { producers }) => sum + producers.length, 0),
      geolocation_bytes: statement.geolocationBytes,
    });
  }
  put('evidence.json', `${JSON.stringify(evidenceOf(of, settings, blocked), null, 1)}\n`);
  const report = {
    reference: of.reference,
    kg: (pack.grams + of.unknownGrams) / 1000,
    plots: of.parcels.length,
    producers: new Set(of.parcels.map((p) => p.producer)).size,
    statements,
    blocked,
    files,
  };
  return { report, texts };
}

function evidenceOf(of: Exported, settings: ReturnType<typeof eudrOn>, blocked: readonly Blocked[]) {
  const { from, source, cutOff, countryRisk } = settings;
  const countries = [...new Set(of.parcels.map((p) => p.country))];
  return {
    reference: of.reference,
    made_on: of.day,
    law: {
      from,
      source,
      cut_off: cutOff,
      country_risk: Object.fromEntries(countries.map((c) => [c, countryRisk[c] ?? 'standard'])),
    },
    blocked,
    plots: of.evidence,
  };
}
