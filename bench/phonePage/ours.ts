import { openIdbStore } from '#kernel/phone/idbStore.ts';
import { freshMeta } from '#kernel/phone/keeping.ts';
import { openPhone } from '#kernel/phone/openPhone.ts';
import type { PhoneSession } from '#kernel/phone/session.ts';
import { ProducerRegistered } from '#programme/people/facts.ts';
import { VisitMade } from '#programme/visits/facts.ts';
import { type BareBench, comparedPages, type Shelf } from './shelf.ts';

const opened = () => openIdbStore('bench', () => undefined);

const shelf: Shelf = {
  keep: async (pages) => {
    const store = await opened();
    const meta = freshMeta(crypto.randomUUID());
    const began = performance.now();
    for (const documents of pages) await store.apply({ meta, documents });
    return performance.now() - began;
  },
  list: async (kind) => {
    const began = performance.now();
    const rows = (await (await opened()).documents(kind)).length;
    return { ms: performance.now() - began, rows };
  },
};

const registration = (zone: string, district: string, n: number) => ({
  givenNames: `Yolanda ${n}`,
  familyNames: 'Shuan Capcha',
  birthYear: 1950 + (n % 50),
  sex: 'F' as const,
  zone,
  district,
  community: 'Alto Kivinaki',
  consents: [{ purpose: 'programme' as const, given: true, evidence: 'signature' as const }],
  on: '2026-01-15',
});

const visit = (person: string, n: number) => ({
  person,
  purpose: 'followUp' as const,
  minutes: 20 + n,
  adoption: (['pruning', 'shade', 'records'] as const).map((practice) => ({ practice, score: n % 4 })),
  advice: [{ practice: 'pruning' as const, due: '2026-03-01' }],
  closed: [],
  lon: -74.6,
  lat: -11.2,
  accuracyM: 5,
  on: '2026-01-15',
});

/** The shipped phone without its screens: what one saving costs, and what a day's work weighs on the way. */
const bareBench: BareBench = {
  shelf,
  saves: async (times) => {
    const session = { programme: { id: crypto.randomUUID() }, staff: { id: crypto.randomUUID() }, grants: [] };
    const { phone, store } = await openPhone(session as never, 'bench');
    await phone.meta();
    for (const documents of comparedPages()) await store.apply({ documents });
    const zone = crypto.randomUUID();
    const out: number[] = [];
    for (let n = 0; n < times; n += 1) {
      const began = performance.now();
      await phone.record(ProducerRegistered, registration(zone, '120601', n));
      out.push(performance.now() - began);
    }
    return out;
  },
  day: async (session) => {
    const { phone, store } = await openPhone(session as PhoneSession, 'bench');
    await phone.sync();
    const people = await store.documents('people.person');
    const [first] = people;
    if (!first) throw new Error('no producers');
    const { zone, district } = first.body as { zone: string; district: string };
    for (let n = 0; n < 30; n += 1) {
      await phone.record(ProducerRegistered, registration(zone, district, n));
      await phone.record(VisitMade, visit((people[n] ?? first).id, n));
    }
    performance.mark('handing in');
    return phone.sync();
  },
};

Object.assign(globalThis, { bareBench, shelf });
