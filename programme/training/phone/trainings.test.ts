import { expect, test } from 'vitest';
import type { KeptFact } from '#kernel/phone/keeping.ts';
import { type Shown, shown } from '#kernel/phone/overlay.ts';
import { parseBody } from '#kernel/pure/fact.ts';
import { SessionHeld } from '#programme/training/facts.ts';
import { type PlanDoc, planOverlays, type SessionDoc, sessionOverlays } from './sheets.ts';
import { tallyOf } from './tally.ts';
import { clockOf, clockText, emptyHolding, farBy, fromPlan, sessionBody, sheetFacts } from './trainings.ts';

const id = (n: number) => `0190b0a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const plan: PlanDoc = {
  ...{ id: id(1), zone: id(2), module: id(3), audience: 'producers', trainer: id(4), promoter: null, replicates: null },
  ...{ communities: ['Alto'], invited: [], place: 'Local', lon: -74.6, lat: -11.2, startsAt: 540, minutes: 180 },
  ...{ on: '2022-05-01', state: 'planned', void: false },
};
const kept = (kind: string, body: object, n: number): KeptFact => ({
  id: id(n),
  fact: {
    ...{ id: id(n), kind, version: 1, programme: id(0), author: id(4), device: id(5), seq: n, prevHash: null },
    ...{ at: '2022-05-01T10:00:00.000Z', offset: 0, deps: [], files: [], body },
  },
  ...{ receipt: null, tries: 0, notBefore: 0 },
});
const form = { ...emptyHolding, ...fromPlan(plan), on: '2022-05-01', present: [id(7), id(8)], scanned: [id(8)] };

test('a sheet of a plan is a fact that the ledger can read, and says who was expected and whose card was read', () => {
  const body = sessionBody({ ...form, noPhoto: 'sin batería' }, { staff: id(4), promoter: null }, [
    id(7),
    id(8),
    id(9),
  ]);
  expect(parseBody(SessionHeld, 1, body).ok).toBe(true);
  expect(body).toMatchObject({
    plan: plan.id,
    expected: [id(7), id(8), id(9)],
    present: [
      { person: id(7), evidence: 'signature' },
      { person: id(8), evidence: 'qr' },
    ],
  });
  const unplanned = sessionBody({ ...form, plan: 'none' }, { staff: id(4), promoter: id(6) }, []);
  expect(parseBody(SessionHeld, 1, unplanned).ok).toBe(true);
  expect(unplanned).not.toHaveProperty('plan');
  expect(unplanned).toMatchObject({ promoter: id(6), materials: [], advised: 0 });
});

test('who walks in is told together with the sheet, by name', () => {
  const luz = { id: 'x', names: ' Luz ', sex: 'F' as const, community: '' };
  const facts = sheetFacts({ ...form, walkIns: [luz] }, id(20), {}, {});
  expect(facts.map((f) => f.kind.kind)).toEqual(['training.sessionHeld', 'training.walkedIn']);
  expect(facts[1]?.body).toEqual({ session: id(20), names: 'Luz', sex: 'F', on: '2022-05-01' });
});

test('a plan is held or missed as soon as this phone says so', () => {
  const documents = [{ scope: 's', kind: 'training.plan', id: plan.id, version: 1, body: plan }];
  const state = (fact: KeptFact) => shown<PlanDoc>(documents, [fact], 0, planOverlays)[0]?.body.state;
  expect(state(kept('training.sessionHeld', { plan: plan.id, present: [] }, 30))).toBe('held');
  expect(state(kept('training.sessionMissed', { plan: plan.id, reason: 'rain' }, 31))).toBe('missed');
  expect(state(kept('training.sessionHeld', { present: [] }, 32))).toBe('planned');
});

test('a sheet shows its walk-ins while both are on their way', () => {
  const sheet = kept('training.sessionHeld', { present: [{ person: id(7), evidence: 'qr' }], on: '2022-05-01' }, 40);
  const [found] = shown<SessionDoc>(
    [],
    [sheet, kept('training.walkedIn', { session: id(40) }, 41)],
    0,
    sessionOverlays,
  );
  expect(found?.body).toMatchObject({ walkIns: 1, present: [id(7)] });
});

test('far from the plan is half a kilometre, and nowhere is not far', () => {
  expect(farBy(form, plan)).toBe(null);
  expect(farBy({ ...form, lon: -74.6, lat: -11.204 }, plan)).toBe(null);
  expect(farBy({ ...form, lon: -74.6, lat: -11.21 }, plan)).toBe(1106);
  expect(clockOf(clockText(545))).toBe(545);
  expect(clockOf('')).toBe(null);
});

test('a promoter’s month has her own sheets and visits; what is on its way is said apart', () => {
  const session = (n: number, on: string, more: object = {}, status: Shown<SessionDoc>['status'] = null) =>
    ({
      id: id(n),
      status,
      body: { id: id(n), on, promoter: id(6), present: [id(7), id(8)], advised: 1, void: false, ...more },
    }) as unknown as Shown<SessionDoc>;
  const visit = (on: string, visitor: string) => ({ id: id(90), status: null, body: { on, void: false, visitor } });
  const tally = tallyOf(
    { month: '2022-05', promoter: id(6), staff: id(4) },
    [
      session(50, '2022-05-03'),
      session(51, '2022-05-04', { present: [id(8)] }),
      session(52, '2022-04-30'),
      session(53, '2022-05-05', { promoter: id(99) }),
      session(54, '2022-05-06', {}, 'saved'),
    ],
    [visit('2022-05-07', id(4)), visit('2022-05-08', id(70))],
  );
  expect(tally).toMatchObject({ replicas: 2, taught: 2, advised: 3, waiting: 1 });
});
