import { openStory, type Story } from '#programme/partners/openStory.ts';
import { results } from './queries.ts';

export type CountingStory = Awaited<ReturnType<typeof openCounting>>;

/** A programme with a technician and a module, told for what it counts. */
export async function openCounting() {
  const story: Story = await openStory();
  const rosa = await story.joins('Rosa Ríos', 'technician', [story.zone]);
  const module = (
    await story.tell('training.moduleDefined', {
      code: 'PODA',
      title: 'Poda',
      titleEn: 'Pruning',
      edition: 1,
      minutes: 120,
      on: story.on,
    })
  ).id;
  let registered = 0;

  const registers = async (how: { sex?: string; born?: string; household?: string } = {}): Promise<string> => {
    registered += 1;
    // Names that no fuzzy search takes for one another.
    const letters = [...String(registered)].map((digit) => 'bdfgjlmnpr'[Number(digit)]).join('a');
    const body = {
      givenNames: `${letters}ia`,
      familyNames: `${letters}uca Poma`,
      sex: how.sex ?? 'F',
      ...(how.born ? { birthDate: how.born, birthYear: Number(how.born.slice(0, 4)) } : {}),
      ...(how.household ? { household: how.household } : {}),
      zone: story.zone,
      district: registered % 2 === 0 ? '120606' : '120601',
      consents: [{ purpose: 'programme', given: true, evidence: 'signature' }],
      on: '2020-02-10',
    };
    return (await story.tell('people.producerRegistered', body)).id;
  };

  const teaches = (
    people: readonly string[],
    on: string,
    more: object = {},
    how: { by?: string; id?: string; corrects?: string } = {},
  ) =>
    story.tell(
      'training.sessionHeld',
      {
        zone: story.zone,
        module,
        audience: 'producers',
        trainer: rosa,
        minutes: 120,
        present: people.map((person) => ({ person, evidence: 'signature' })),
        unnamed: 0,
        on,
        ...more,
      },
      how,
    );

  const visits = (person: string, on: string, scores: readonly number[] = []) =>
    story.tell('visits.visitMade', {
      person,
      purpose: 'followUp',
      minutes: 60,
      adoption: scores.map((score, i) => ({ practice: ['pruning', 'shade', 'grafting'][i], score })),
      advice: [],
      closed: [],
      on,
    });

  const merges = (person: string, duplicate: string, on = '2022-06-01') =>
    story.tell('people.duplicateMerged', { person, duplicate, reason: 'same', on });

  const voids = (fact: string, on = '2022-06-01') => story.tell('ledger.voided', { fact, reason: 'mistake', on });

  /** Values by period: `{ year1: 3, life: 3 }`. */
  const counted = async (
    code: string,
    by: 'year' | 'half' | 'fiscal' = 'year',
  ): Promise<Record<string, number | null>> =>
    Object.fromEntries(
      (await story.ask(results, { by })).filter((r) => r.code === code).map((r) => [r.period, r.value]),
    );

  return { ...story, rosa, module, registers, teaches, visits, merges, voids, counted };
}
