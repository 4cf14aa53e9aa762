import type { Served } from '#apps/server/openServer.ts';
import { memoryStore } from '#kernel/phone/memoryStore.ts';
import { Phone, type Sent } from '#kernel/phone/phone.ts';
import { seeded } from '#kernel/pure/ids.ts';
import { pendingText } from '#kernel/pure/pendingFile.ts';
import { cookieName } from '#kernel/server/http.ts';
import { isAnswer, type SyncAnswer } from '#kernel/sync/protocol.ts';

export type Handset = ReturnType<typeof openHandset>;

/** The shipped phone over HTTP, with a jar of cookies as a browser has one. Its store, clock and cookies can be tampered with. */
export function openHandset(served: Served, seed: number) {
  const chance = seeded(seed);
  const jar = new Map<string, string>();
  let skewMs = 0;
  const post = async (path: string, body: unknown) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${served.address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-minka': 'phone', cookie },
      body: JSON.stringify(body),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const text = await response.text();
    return { status: response.status, json: text === '' ? null : JSON.parse(text) };
  };
  /** Her shelf on this phone; called again it is empty, as after an eviction. */
  const shelf = (staff: string) => {
    const store = memoryStore();
    let last: SyncAnswer | null = null;
    const phone = new Phone({
      store,
      network: async (request): Promise<Sent> => {
        const { status, json } = await post('/api/sync', request);
        if (status === 401) return { ok: false, why: 'signed-out' };
        if (status !== 200 || !isAnswer(json)) return { ok: false, why: 'refused' };
        last = json;
        return { ok: true, answer: json };
      },
      now: () => Date.now() + skewMs,
      random: chance.bytes,
      lock: (_name, work) => work(),
      programme: served.programme,
      author: staff,
      app: '0.1.0',
      storage: async () => ({ persisted: true, used: 10, quota: 100 }),
      digestEveryMs: 86_400_000,
    });
    /** What became of each record; one that counts with a remark counts. */
    const outcomes = async () =>
      (await store.facts()).map(({ receipt }) =>
        receipt?.outcome === 'accepted' || receipt?.outcome === 'flagged' ? 'counts' : (receipt?.outcome ?? null),
      );
    /** What “Exportar pendientes” writes. */
    const exported = async () => {
      const { device } = await phone.meta();
      const facts = (await store.facts()).filter((kept) => kept.receipt === null).map((kept) => kept.fact);
      const of = { programme: served.programme, author: staff, device, app: '0.1.0', at: new Date().toISOString() };
      return pendingText({ ...of, facts });
    };
    return { phone, store, outcomes, exported, last: () => last };
  };
  return {
    post,
    shelf,
    jar,
    /** Minutes by which its clock is ahead. */
    skew: (minutes: number) => {
      skewMs = minutes * 60_000;
    },
    /** Scans a code and comes in. */
    enters: (code: string, claim = 'x'.repeat(24)) => post('/api/enrolments/enter', { code, claim }),
    isSignedIn: () => jar.has(cookieName),
  };
}
