import { openStory } from './partners/openStory.ts';
import { fermentedShare, type PriceList, priceReceipt } from './purchasing/rules.ts';

export type Centre = Awaited<ReturnType<typeof openCentre>>;

const list: PriceList = {
  prices: [
    { state: 'dry', grade: '1', perKg: 1600 },
    { state: 'dry', grade: '2', perKg: 1500 },
    { state: 'wet', grade: '1', perKg: 550 },
  ],
  qualityPerKg: 30,
  certifiedPerKg: 25,
};

const good = { beans: 100, mouldy: 1, slaty: 0, infested: 0, violet: 10, fermented: 85 };

/**
 * A story with a certified collection centre of a trader, an approved price list, a scale, a cash box with S/ 50,000, a
 * cooperative's revolving fund, and Elmer with a plot of twenty hectares. Domain 6.1 and 6.3 are its figures.
 */
export async function openCentre() {
  const story = await openStory();
  const { tell } = story;
  const luis = await story.joins('Luis Vega', 'finance-officer');
  const joins = async (name: string, does: string) =>
    (await tell('partners.organisationJoined', { name, does, on: story.on })).id;
  const [trader, cooperative] = [await joins('Comercializadora', 'trader'), await joins('Cooperativa', 'cooperative')];
  const registers = async (givenNames: string, familyNames: string) => {
    const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
    const who = { givenNames, familyNames, sex: 'M', zone: story.zone, district: '120601', consents, on: story.on };
    return (await tell('people.producerRegistered', who)).id;
  };
  const plants = async (person: string, name: string, declaredM2?: number) =>
    (await tell('plots.plotRegistered', { person, name, crop: 'cocoa', declaredM2, tenure: 'title', on: story.on })).id;
  const opens = async (name: string, certified: string[], buyer = trader) => {
    const where = { name, zone: story.zone, buyer, certified, moistureReference: 75_000, on: story.on };
    return (await tell('purchasing.centreOpened', where)).id;
  };
  const lists = async (at: string, from: string, prices: PriceList = list) =>
    (await tell('purchasing.pricesListed', { centre: at, ...prices, from }, { by: luis })).id;

  const elmer = await registers('Elmer', 'Quispe Rojas');
  const plot = await plants(elmer, 'La Esperanza', 200_000);
  const centre = await opens('Centro Satipo', ['RA']);
  const prices = await lists(centre, '2021-04-01');
  await tell('purchasing.pricesApproved', { prices, on: '2021-04-01' });
  const scale = (
    await tell('purchasing.scaleCalibrated', { centre, serial: 'B-7', certificate: 'INACAL-1', on: '2021-03-15' })
  ).id;
  await tell('purchasing.cashBrought', { centre, amount: 5_000_000, document: 'V-1', on: '2021-04-02' });
  const rules = { name: 'Fondo', owner: cooperative, ceiling: 500_000, deductionCap: 400_000, on: '2021-01-10' };
  const fund = (await tell('fund.fundOpened', { ...rules, interestRate: 120_000 })).id;

  let receipts = 0;
  /** The receipt of domain 6.1 and 6.3: 412.0 kg gross in eight sacks of 0.15 kg, 8.6 % moist. Priced by its own list. */
  const receipt = (of: Record<string, unknown> = {}, priced: PriceList = list) => {
    receipts += 1;
    const scaled = { state: 'dry', bags: 8, gross: 412_000, tare: 1_200, moisture: 86_000, grade: '1', cut: good };
    const body = { centre, person: elmer, plot, ...scaled, scale, prices, certified: true, deducted: 0, ...of };
    const { payable, perKg, amount } = priceReceipt({
      state: body.state as 'dry',
      gross: body.gross,
      tare: body.tare,
      moisture: body.moisture ?? null,
      reference: 75_000,
      grade: body.grade as '1',
      fermented: body.cut ? fermentedShare(body.cut) : null,
      certified: body.certified,
      prices: priced,
      debt: 0,
      capPpm: 0,
    });
    const number = `SAT-${String(receipts).padStart(6, '0')}`;
    const paid = { payable, perKg, amount, paid: amount - body.deducted, payment: 'cash' };
    return { ...body, ...paid, receipt: number, on: '2021-06-10', ...of };
  };
  const buys = (of: Record<string, unknown> = {}, how: { by?: string; corrects?: string } = {}) =>
    tell('purchasing.cocoaBought', receipt(of), how);
  /** Balances in the book, one unit at a time; what an account never had is 0. */
  const balance = async (kind: string, owner: string, unit = 'PEN'): Promise<number> => {
    const [row] = await story.rows(
      `select b.amount::float8 as amount from book_account a join book_balance b on b.programme = a.programme and b.account = a.id
       where a.kind = $1 and a.owner = $2 and a.unit = $3`,
      [kind, owner, unit],
    );
    return Number(row?.['amount'] ?? 0);
  };
  /** What one fact moved, `kind` to céntimos or grams, in the order of its lines; reversals included. */
  const moved = async (fact: string): Promise<[string, number][]> => {
    const rows = await story.rows(
      `select a.kind, l.amount::float8 as amount from book_entry e
       join book_line l on l.programme = e.programme and l.entry = e.id
       join book_account a on a.programme = l.programme and a.id = l.account
       where e.fact = $1 order by e.id, l.line`,
      [fact],
    );
    return rows.map((row) => [String(row['kind']), Number(row['amount'])]);
  };
  const wet = { state: 'wet', moisture: undefined, cut: undefined, certified: false };
  return {
    ...{ ...story, luis, trader, cooperative, elmer, plot, centre, prices, scale, fund, list, wet },
    ...{ registers, plants, opens, lists, receipt, buys, balance, moved },
  };
}
