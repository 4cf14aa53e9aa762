import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importWords } from '#programme/importWords.ts';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { purchasesImport } from './imports.ts';
import { purchasingWords } from './words.ts';

let story: Story;
const people: Record<string, string> = {};
const plots: Record<string, string> = {};
let satipo: string;
let mazamari: string;
let list: string;

beforeAll(async () => {
  story = await openStory();
  const { on, zone } = story;
  const buyer = await story.tell('partners.organisationJoined', { name: 'Comercio Alto', does: 'trader', on });
  const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
  for (const [name, number] of [
    ['Nelly', '04123456'],
    ['Elmer', '41234567'],
  ] as const) {
    const body = { givenNames: name, familyNames: 'Poma Quispe', sex: 'F', zone, district: '120601', consents, on };
    const told = await story.tell('people.producerRegistered', { ...body, document: { type: 'DNI', number } });
    people[name] = told.id;
    const plot = { person: told.id, name: 'La Esperanza', crop: 'cocoa', tenure: 'possession', on };
    plots[name] = (await story.tell('plots.plotRegistered', plot)).id;
  }
  const opened = async (name: string) => {
    const body = { name, zone, buyer: buyer.id, certified: ['Rainforest Alliance'], moistureReference: 75_000, on };
    return (await story.tell('purchasing.centreOpened', body)).id;
  };
  satipo = await opened('Acopio Satipo');
  mazamari = await opened('Acopio Mazamari');
  const prices = [
    { state: 'dry', grade: '1', perKg: 800 },
    { state: 'dry', grade: '2', perKg: 760 },
    { state: 'wet', grade: '1', perKg: 300 },
  ];
  const body = { centre: satipo, prices, qualityPerKg: 30, certifiedPerKg: 25, from: on };
  list = (await story.tell('purchasing.pricesListed', body)).id;
  const finance = await story.joins('Luz Vega Soto', 'finance-officer');
  await story.tell('purchasing.pricesApproved', { prices: list, on }, { by: finance });
  await story.tell('purchasing.cashBrought', { centre: satipo, amount: 10_000_000, document: 'C-1', on });
});
afterAll(() => story.close());

const brings = (lines: readonly string[], dryRun = false) =>
  story.brings(purchasesImport(story.reader, story.programme), 'compras.csv', lines.join('\n'), {
    dryRun,
    words: [importWords, purchasingWords],
  });
const codes = (row: { refusals: readonly { code: string }[] } | undefined) => row?.refusals.map((r) => r.code);
const bought = (receipt: string) =>
  story.rows(
    `select centre, person, plot, state, bags, gross::int, tare::int, net::int, moisture, grade, certified, payable::int, per_kg::int,
      amount::int, deducted::int, paid::int, payment, prices, on_day::text from purchasing_purchase where receipt = $1 and not void`,
    [receipt],
  );

describe("a centre's own spreadsheet", () => {
  const spanish = [
    'Compras de cacao - Acopio Satipo;;;;;;;;;;;;;',
    'Recibo;Fecha;Centro de acopio;DNI;Productor;Parcela;Estado;Sacos;Peso bruto (kg);Tara (kg);Humedad (%);Grado;Certificado;Importe (S/)',
    'SAT-0001;12/03/2020;Satipo;4123456;Poma Nelly;la esperanza;Seco;2;101,5;1,5;8,5;1;Sí;815,93',
    'SAT-0002;12/03/2020;ACOPIO SATIPO;41234567;;;baba;1;40;0;;1;No;120,00',
    'SAT-0003;31/02/2020;Satipo;41234567;;;baba;1;40;0;;1;No;120,00',
    'SAT-0004;13/03/2020;Satipo;41234567;;;baba;1;40;45;;1;No;0',
    'SAT-0005;13/03/2020;Satipo;41234567;;;baba;1;40;0;;1;No;150,00',
    'SAT-0006;13/03/2020;Marte;41234567;;El Olvido;seco;1;40;0;;1;No;150,00',
    'TOTAL;;;;;;;6;301,5;46,5;;;;1.356,09',
  ];

  test('a dry run says what each row would record, and records nothing', async () => {
    const said = await brings(spanish, true);
    expect(said.mapping).toMatchObject({ receipt: 'Recibo', gross: 'Peso bruto (kg)', amount: 'Importe (S/)' });
    expect(said.rows.map((row) => row.outcome)).toEqual(['new', 'flagged', 'bad', 'bad', 'flagged', 'bad']);
    expect(said.sums).toEqual([9]);
    expect(said.rows[0]?.would).toBe('Recibo SAT-0001: 100 kg por S/ 815.93');
    expect(codes(said.rows[2])).toEqual(['read.day-not-there']);
    expect(codes(said.rows[3])).toEqual(['purchasing.tare-over-gross']);
    expect(codes(said.rows[1])).toEqual(['purchasing.plot-unknown']);
    expect(codes(said.rows[4])).toEqual(['purchasing.does-not-recompute', 'purchasing.plot-unknown']);
    expect(codes(said.rows[5])).toEqual([
      'purchasing.moisture-missing',
      'purchasing.import-unknown-centre',
      'purchasing.import-unknown-plot',
    ]);
    expect(await story.rows('select 1 from purchasing_purchase')).toEqual([]);
  });

  test('rows are computed by the rules of the scale, and the same file again records nothing', async () => {
    const first = await brings(spanish);
    // Without a plot the beans are bought all the same, and somebody looks for it.
    expect(first.counts).toEqual({ new: 1, known: 0, flagged: 2, bad: 3 });
    expect(await bought('SAT-0001')).toEqual([
      {
        centre: satipo,
        person: people['Nelly'],
        plot: plots['Nelly'],
        state: 'dry',
        bags: 2,
        gross: 101_500,
        tare: 1_500,
        net: 100_000,
        moisture: 85_000,
        grade: '1',
        certified: true,
        // 100 kg × (100 − 8.5) / (100 − 7.5) = 98.9 kg, at 8.00 + 0.25 a kilo.
        payable: 98_900,
        per_kg: 825,
        amount: 81_593,
        deducted: 0,
        paid: 81_593,
        payment: 'cash',
        prices: list,
        on_day: '2020-03-12',
      },
    ]);
    expect(await bought('SAT-0005')).toMatchObject([{ amount: 15_000, per_kg: 300 }]);
    expect(codes(first.rows[1])).toEqual(['purchasing.plot-unknown']);
    expect(first.rows[4]?.said).toContain(
      'Importe (S/): El recibo dice S/ 150.00 en «importe» y el cálculo da S/ 120.00.',
    );
    const again = await brings(spanish);
    expect(again.counts).toEqual({ new: 0, known: 3, flagged: 0, bad: 3 });
    expect(again.rows.filter((row) => row.outcome === 'bad').map((row) => row.line)).toEqual([5, 6, 8]);
  });

  test('bad rows come back with their columns; corrected there they are recorded, and their complaint is not a column', async () => {
    const { errorsFile } = await brings(spanish, true);
    const lines = (errorsFile ?? '').split('\r\n');
    expect(lines[0]).toContain('Importe (S/);Qué está mal');
    const corrected = [lines[0] ?? '', (lines[1] ?? '').replace('31/02/2020', '29/02/2020')];
    const done = await brings(corrected);
    expect(done.counts).toMatchObject({ new: 0, flagged: 1, bad: 0 });
    // The list was not in force yet on that day: bought all the same, and looked at.
    expect(codes(done.rows[0])).toEqual(['purchasing.prices-not-yet', 'purchasing.plot-unknown']);
    expect(await bought('SAT-0003')).toMatchObject([{ on_day: '2020-02-29', amount: 12_000 }]);
  });

  test('English headings, net weight only, a grade and a certificate that only the price tells', async () => {
    const done = await brings([
      'Receipt,Date,Centre,Document,Wet or dry,Net weight,Moisture,Price per kg,Payment',
      'SAT-0101,2020-03-20,Satipo,41234567,dry,50.0,7.5%,7.85,Bank transfer',
      'SAT-0102,2020-03-20,Satipo,41234567,dry,50.0,0.08,6.10,cash',
    ]);
    expect(done.rows.map((row) => row.outcome)).toEqual(['flagged', 'bad']);
    expect(codes(done.rows[0])).toEqual(['purchasing.plot-unknown', 'purchasing.claim-without-plot']);
    expect(await bought('SAT-0101')).toMatchObject([
      { grade: '2', certified: true, gross: 50_000, tare: 0, per_kg: 785, amount: 39_250, payment: 'bank' },
    ]);
    expect(codes(done.rows[1])).toEqual(['purchasing.import-no-grade']);
  });

  test('a receipt of the centre’s own phone is known, and never somebody else’s', async () => {
    const { on } = story;
    const figures = { payable: 40_000, perKg: 300, amount: 12_000, deducted: 0, paid: 12_000, payment: 'cash' };
    const beans = { state: 'wet', bags: 1, gross: 40_000, tare: 0, grade: '1', prices: list, certified: false };
    const body = { centre: satipo, person: people['Elmer'], ...beans, ...figures, receipt: 'SAT-0201', on };
    await story.tell('purchasing.cocoaBought', body);
    const header = 'Recibo,Fecha,Centro,DNI,Estado,Peso neto,Grado,Certificado';
    const known = await brings([header, 'sat-0201,01/03/2020,Satipo,41234567,baba,40,1,no']);
    expect(known.counts).toEqual({ new: 0, known: 1, flagged: 0, bad: 0 });
    const other = await brings([header, 'SAT-0201,01/03/2020,Satipo,04123456,baba,40,1,no']);
    expect(codes(other.rows[0])).toEqual(['purchasing.receipt-twice']);
  });

  test('without receipt numbers two equal deliveries are two, and the same file again adds none', async () => {
    const lines = [
      'Fecha,Centro,DNI,Estado,Peso neto,Grado,Certificado',
      ...Array(2).fill('05/04/2020,Satipo,04123456,baba,33,1,no'),
    ];
    expect((await brings(lines)).counts).toMatchObject({ new: 0, flagged: 2 });
    expect((await brings(lines)).counts).toMatchObject({ new: 0, known: 2 });
    expect(await story.rows('select 1 from purchasing_purchase where net = 33000')).toHaveLength(2);
  });

  test('what cannot be placed is said in words', async () => {
    const code = async (heading: string, cells: string) => {
      const header = 'Recibo,Fecha,Estado,Peso neto,Grado,Certificado';
      const said = await brings([`${header},${heading}`, `X-1,05/04/2020,baba,33,1,no,${cells}`], true);
      expect(said.rows[0]?.said).not.toContain('purchasing.');
      return codes(said.rows[0]);
    };
    expect(await code('DNI', '04123456')).toEqual(['purchasing.import-no-centre']);
    expect(await code('DNI,Centro', '04123456,Mazamari')).toEqual(['purchasing.import-no-prices']);
    expect(await code('DNI,Centro', '99999999,Satipo')).toEqual(['purchasing.import-unknown-person']);
    expect(await code('DNI,Centro,Descuento', '04123456,Satipo,10.00')).toEqual(['purchasing.import-no-fund']);
    expect(await code('DNI,Centro,Peso bruto', '04123456,Satipo,30')).toEqual(['purchasing.import-net-differs']);
    expect(await code('DNI,Centro,Pagado', '04123456,Satipo,900')).toEqual(['purchasing.paid-over-amount']);
    expect(mazamari).not.toBe(satipo);
  });
});
