import { openIdbStore, type Step, shelfSteps } from '#kernel/phone/idbStore.ts';
import { type OpenPhone, openPhone } from '#kernel/phone/openPhone.ts';
import { type PhoneSession, takeSeat } from '#kernel/phone/session.ts';
import { ProducerRegistered } from '#programme/people/facts.ts';

/** The shipped client without its screens, for tests that break things under it. */
const bare = {
  open: async (session: PhoneSession, zone: string) => {
    takeSeat(session);
    const seat = await openPhone(session, '0.1.0');
    return { ...seat, register: (name: string) => registers(seat, zone, name) };
  },
  /** Opens the same shelf as an app of a later version would, whose upgrade takes `ms`. */
  upgrade: async (name: string, ms: number) => {
    const slow: Step = async (db, tx) => {
      const until = Date.now() + ms;
      const next = db.createObjectStore('next', { keyPath: 'id' });
      const facts = await tx.objectStore('fact').getAll();
      for (const one of facts) await next.put({ ...one, newer: true });
      while (Date.now() < until) await next.count();
    };
    const store = await openIdbStore(name, () => undefined, [...shelfSteps, slow]);
    return (await store.facts()).length;
  },
};

async function registers({ phone }: OpenPhone, zone: string, givenNames: string): Promise<string> {
  const consents = [{ purpose: 'programme' as const, given: true, evidence: 'signature' as const }];
  const body = { givenNames, familyNames: 'Quispe Rojas', sex: 'F' as const, zone, district: '120601', consents };
  return (await phone.record(ProducerRegistered, { ...body, on: '2020-03-01' })).id;
}

export type Bare = typeof bare;
Object.assign(globalThis, { bare });
