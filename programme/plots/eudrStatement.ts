import type { PackStatement } from '#programme/plots/eudrPack.ts';
import type { EudrSettings } from '#programme/plots/eudrSettings.ts';

export interface StatementOptions {
  readonly reference: string;
  readonly crop: 'cocoa' | 'coffee';
  readonly settings: EudrSettings;
}

/** A V3 statement as JSON, its fields in the order of the schema. Only the importer may file it: nothing is sent. */
export function statementJson(statement: PackStatement, { reference, crop, settings }: StatementOptions) {
  return {
    operatorRole: 'OPERATOR',
    statement: {
      internalReferenceNumber: reference.slice(0, settings.internalReference),
      activityType: 'IMPORT',
      commodities: statement.commodities.map((commodity, i) => ({
        position: i + 1,
        descriptors: {
          descriptionOfGoods: settings.descriptions[crop],
          goodsMeasure: { netWeight: kilos(commodity.grams) },
        },
        hsHeading: settings.hsHeadings[crop],
        producers: commodity.producers.map((producer, j) => ({
          position: j + 1,
          country: producer.country,
          name: producer.producer,
          geometryGeojson: Buffer.from(producer.geojson, 'utf8').toString('base64'),
        })),
      })),
      geoLocationConfidential: false,
    },
  };
}

/** The same as the system's XML. Elements of the request stand in the `dds` namespace, those within in `common`. */
export function statementXml(statement: PackStatement, options: StatementOptions): string {
  const { operatorRole, statement: of } = statementJson(statement, options);
  const { dds, common } = options.settings.namespaces;
  const commodities = of.commodities.map((c) =>
    element('common:commodities', [
      element('common:position', String(c.position)),
      element('common:descriptors', [
        element('common:descriptionOfGoods', c.descriptors.descriptionOfGoods),
        element('common:goodsMeasure', [element('common:netWeight', c.descriptors.goodsMeasure.netWeight)]),
      ]),
      element('common:hsHeading', c.hsHeading),
      ...c.producers.map((p) =>
        element('common:producers', [
          element('common:position', String(p.position)),
          element('common:country', p.country),
          element('common:name', p.name),
          element('common:geometryGeojson', p.geometryGeojson),
        ]),
      ),
    ]),
  );
  const body = element('dds:statement', [
    element('common:internalReferenceNumber', of.internalReferenceNumber),
    element('common:activityType', of.activityType),
    ...commodities,
    element('common:geoLocationConfidential', String(of.geoLocationConfidential)),
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<dds:SubmitDdsRequest xmlns:dds="${dds}" xmlns:common="${common}">${element('dds:operatorRole', operatorRole)}${body}</dds:SubmitDdsRequest>\n`;
}

const element = (name: string, content: string | readonly string[]): string =>
  `<${name}>${typeof content === 'string' ? escaped(content) : content.join('')}</${name}>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Kilos with the three decimals that grams have. */
function kilos(grams: number): string {
  return `${Math.floor(grams / 1000)}.${String(grams % 1000).padStart(3, '0')}`;
}
