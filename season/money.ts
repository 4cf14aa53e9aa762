import { ExchangeRateNoted, FundingAgreed } from '#programme/indicators/facts.ts';
import { firstDay, lastDay, type World } from './world.ts';

/** Soles for a dollar, month by month from February 2020: near what the central bank published, rounded for the demo. */
const solesForADollar: readonly number[] = [
  3.39, 3.493, 3.398, 3.422, 3.471, 3.516, 3.566, 3.555, 3.596, 3.609, 3.603, 3.625, 3.646, 3.709, 3.7, 3.774, 3.911,
  3.939, 4.087, 4.108, 4.014, 4.021, 4.037, 3.89, 3.79, 3.74, 3.741, 3.758, 3.749, 3.902, 3.872, 3.898, 3.98, 3.877,
  3.829, 3.832,
];

/**
 * Who paid for what, and what a dollar cost: told at the end, when the donor's report is due. The trader pays its share of
 * the nurseries from the second year on, and all of the buying.
 */
export function planMoney(world: World): void {
  const { teller, agenda } = world;
  agenda.at(lastDay, () => {
    const { donor, trader } = world.organisations;
    const agreement = { from: firstDay, until: lastDay, on: firstDay };
    teller.tell(world.manager, FundingAgreed, lastDay, {
      funder: donor,
      activities: ['training', 'visits', 'nursery', 'fund'],
      ...agreement,
      document: 'Convenio FFPr, Perú',
    });
    teller.tell(world.manager, FundingAgreed, lastDay, {
      funder: trader,
      activities: ['nursery', 'purchasing'],
      ...agreement,
      from: '2021-02-01',
      document: 'Aporte de contrapartida',
    });
    solesForADollar.forEach((rate, i) => {
      const month = new Date(Date.UTC(2020, 1 + i, 1)).toISOString().slice(0, 7);
      teller.tell(world.finance, ExchangeRateNoted, lastDay, {
        currency: 'USD',
        month,
        rate: Math.round(rate * 1_000_000),
        source: 'Promedio del mes, aproximado para la demostración',
        on: lastDay,
      });
    });
  });
}
