import type { BeanState } from '../rules.ts';
import type { Around, Delivery, Tare } from './delivery.ts';

/** What this phone's buyer did last time: the next delivery begins with it. */
interface Habits {
  readonly state: '' | BeanState;
  readonly tareBy: Tare;
  readonly cutMade: boolean;
}

const key = 'minka.buying';
const first: Habits = { state: '', tareBy: 'plastic', cutMade: true };

/** Reads the habits, or keeps those of a delivery that was saved. */
export function habits(store: Pick<Storage, 'getItem' | 'setItem'>, done?: Delivery): Habits {
  if (done) {
    const { state, tareBy, cutMade } = done;
    store.setItem(key, JSON.stringify({ state, tareBy, cutMade }));
  }
  try {
    return { ...first, ...(JSON.parse(store.getItem(key) ?? '{}') as Partial<Habits>) };
  } catch {
    return first;
  }
}

/** What follows without asking: the only plot, the beans that this centre buys, the last calibrated scale, cash. */
export function settled(d: Delivery, { customer, prices, scales, box }: Around, usual: Habits): Delivery {
  const plots = customer?.plots ?? [];
  const states = [...new Set((prices?.prices ?? []).map((p) => p.state))];
  const only = states.length === 1 ? (states[0] ?? '') : '';
  const untouched = d.step <= 1 && d.state === '';
  const state = d.state || usual.state || only;
  return {
    ...d,
    plot: d.plot || (plots.length === 1 ? (plots[0]?.id ?? '') : ''),
    state,
    tareBy: untouched ? usual.tareBy : d.tareBy,
    cutMade: untouched ? usual.cutMade : d.cutMade,
    scale: d.scale || (scales[0]?.id ?? ''),
    grade: d.grade || (state === 'wet' ? '1' : ''),
    payment: d.payment || (box ? 'cash' : ''),
  };
}
