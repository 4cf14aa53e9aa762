import { statusOf } from '#kernel/phone/keeping.ts';
import { Voided } from '#kernel/pure/fact.ts';
import { viewOf } from '../view.ts';
import type { Truth } from './backing.ts';
import {
  CocoaBought,
  fieldBodies,
  fieldDocuments,
  PersonRegistered,
  PlantsAsked,
  PlantsGiven,
} from './fieldProgramme.ts';
import type { History } from './history.ts';
import type { Handset } from './world.ts';

/** What is wrong after a history; nothing, if all is well. */
export async function whatBroke(history: History): Promise<string[]> {
  const truth = await history.world.backing.look();
  const broke = [...lost(history, truth), ...effects(history, truth), ...book(truth)];
  for (const handset of history.world.handsets) broke.push(...(await onPhone(history, handset, truth)));
  broke.push(...(await hidden(history, truth)));
  return broke;
}

/** Each fact that was ever saved is in the log or put aside for a person to look at. */
function lost({ saved, excused }: History, { log, aside }: Truth): string[] {
  const nowhere = [...saved.keys()].filter((id) => !excused.has(id) && !log.has(id) && !aside.has(id));
  return nowhere.map((id) => `${saved.get(id)?.kind} ${id} is nowhere`);
}

/** What does not count is on the phone of somebody who can do something about it. */
async function hidden({ world, saved, excused }: History, { log }: Truth): Promise<string[]> {
  const onPhones = new Set<string>();
  for (const { disk } of world.handsets) for (const { id } of await disk.facts()) onPhones.add(id);
  // What waits for something that only an evicted phone had waits on the server, in the office's list of what waits.
  const inOffice = excused.size > 0 ? ['accepted', 'flagged', 'held'] : ['accepted', 'flagged'];
  const counts = (id: string) => inOffice.includes(log.get(id) ?? '');
  const unseen = [...saved.keys()].filter((id) => !excused.has(id) && !onPhones.has(id) && !counts(id));
  return unseen.map((id) => `${id} does not count, and no phone shows it`);
}

const none = { grams: 0, centimos: 0, plants: 0 };

/** Kilos, céntimos and plants: each fact that counts counts once, in the rows and in the book. */
function effects({ saved }: History, { log, people, balances }: Truth): string[] {
  const counting = [...log].flatMap(([id, outcome]) => {
    const fact = saved.get(id);
    return fact && (outcome === 'accepted' || outcome === 'flagged') ? [fact] : [];
  });
  const takenBack = new Set(
    counting.map((f) => f.corrects ?? (f.kind === Voided.kind ? (f.body as { fact: string }).fact : '')),
  );
  const sums = new Map<string, typeof none>();
  const total = { ...none };
  for (const { id, kind, body } of counting) {
    if (kind === PersonRegistered.kind) sums.set(id, sums.get(id) ?? { ...none });
    if (takenBack.has(id) || ![CocoaBought, PlantsGiven, PlantsAsked].some((k) => k.kind === kind)) continue;
    const { person, grams = 0, centimos = 0, plants = 0 } = body as { person: string } & Partial<typeof none>;
    const sum = sums.get(person) ?? { ...none };
    sums.set(person, sum);
    for (const of of [sum, total]) {
      of.grams += grams;
      of.centimos += centimos;
      of.plants += plants;
    }
  }
  const said = ({ grams, centimos, plants }: typeof none) => `${grams} g, ${centimos} céntimos, ${plants} plants`;
  const wrong = [...new Set([...sums.keys(), ...people.keys()])].flatMap((id) => {
    const [is, should] = [people.get(id), sums.get(id)];
    if (is && should && said(is) === said(should)) return [];
    return [`person ${id} has ${is ? said(is) : 'no row'}, should have ${should ? said(should) : 'none'}`];
  });
  const balance = (kind: string) => balances.reduce((sum, b) => sum + (b.kind === kind ? b.amount : 0), 0);
  const booked = [
    ['field.store', total.grams],
    ['field.cash', -total.centimos],
    ['field.stock', 50 - total.plants],
  ] as const;
  for (const [kind, should] of booked)
    if (balance(kind) !== should) wrong.push(`the book has ${balance(kind)} in ${kind}, should have ${should}`);
  return wrong;
}

/** Per unit, all accounts together are nothing. */
function book({ balances }: Truth): string[] {
  const sums = new Map<string, number>();
  for (const { unit, amount } of balances) sums.set(unit, (sums.get(unit) ?? 0) + amount);
  return [...sums].flatMap(([unit, sum]) => (sum === 0 ? [] : [`the book is off by ${sum} ${unit}`]));
}

async function onPhone({ world, hidden }: History, { staff, disk }: Handset, truth: Truth): Promise<string[]> {
  const [kept, meta] = [await disk.facts(), await disk.meta()];
  const who = { programme: world.place.programme, staff };
  const standing = await world.backing.desk.standing(who);
  const broke: string[] = [];
  for (const one of kept) {
    const outcome = truth.log.get(one.id) ?? (truth.aside.has(one.id) ? 'quarantined' : 'nowhere');
    if (one.receipt?.outcome !== outcome)
      broke.push(
        `${staff} was told ${one.receipt?.outcome ?? 'nothing'} of ${one.fact.kind} ${one.id}, which is ${outcome}`,
      );
    else if (standing && statusOf(one, meta?.through ?? 0) === 'sent') broke.push(`${one.id} is still only sent`);
  }
  const view = standing ? viewOf(standing, fieldDocuments, []) : new Map<string, readonly { kind: string }[]>();
  const should: string[] = [];
  const gives = (scope: string, kind: string) => view.get(scope)?.some((k) => k.kind === kind);
  for (const [id, row] of truth.people)
    if (gives(row.zone, 'field.person'))
      should.push(`${row.zone} ${id} ${JSON.stringify(fieldBodies['field.person']?.(row as never))}`);
  const held = await disk.documents('field.person');
  const has = held.map(({ scope, id, body }) => `${scope} ${id} ${JSON.stringify(inOrder(body))}`);
  const zones = gives(who.programme, 'field.zone') ? 3 : 0;
  const shown = (await disk.documents('field.zone')).length;
  if (has.sort().join('\n') !== should.sort().join('\n'))
    broke.push(`${staff} holds\n  ${has.join('\n  ')}\nand should hold\n  ${should.join('\n  ')}`);
  if (shown !== zones) broke.push(`${staff} holds ${shown} zones of ${zones}`);
  if ((meta?.heals ?? 0) > 0 && !hidden) broke.push(`${staff}: a digest had to heal what should not have differed`);
  return broke;
}

const inOrder = (body: unknown) => fieldBodies['field.person']?.(body as never);
