import { afterAll, beforeAll, expect, test } from 'vitest';
import { walkEntrance } from './entranceWalk.ts';
import { cheap, look, openWindow, signIn, wide } from './looking.ts';
import { seatless, sweep } from './phoneSweep.ts';
import { walkPhone } from './phoneWalk.ts';
import { type Started, small, startTold } from './started.ts';

// How a phone comes to its owner and leaves her, and a technician's day with it.

let minka: Started;

beforeAll(async () => {
  minka = await startTold(small);
});

afterAll(() => minka?.close());

test('comes in by the code of the office, sends behind a forgotten PIN, is handed over, and is wiped', async () => {
  const window = await openWindow(minka.browser, cheap);
  const office = await openWindow(minka.browser, wide);
  await signIn(office.page, minka.office, 'admin@demo', 'minka-demo');
  const entered = await walkEntrance({
    office: office.page,
    phone: window.page,
    address: minka.address,
    other: { login: 'promotora@demo', password: 'minka-demo' },
    shots: (page, name) => look(page, name),
  });
  // The code is gone from the address, and with it from the history.
  expect(entered.addressAfterwards).toBe(minka.phone);
  expect(entered.exported.facts.length).toBe(1);
  expect(entered.exported.author).toBe(entered.staff);
  expect(entered.shelvesLeft.filter((name) => name.includes(entered.staff))).toEqual([]);
  expect([...window.complaints(), ...office.complaints()].filter((said) => !said.includes('401'))).toEqual([]);
  await window.context.close();
  await office.context.close();
});

test('a producer registered and a training held without signal are on the server afterwards', async () => {
  const window = await openWindow(minka.browser, cheap);
  const { card, plan } = await walkPhone(window.page, {
    address: minka.address,
    login: 'tecnica@demo',
    password: 'minka-demo',
    shots: (name) => look(window.page, name),
  });
  expect(seatless()).toEqual([]);
  expect(plan).not.toBeNull();
  const known = { '/visits/card/:id': card, '/trainings/missed/:id': plan ?? '' };
  expect([...(await sweep(window.page, 'technician', known)), ...window.complaints()]).toEqual([]);
  await window.context.close();
});
