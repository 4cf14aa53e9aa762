import { plusDays } from '#kernel/pure/day.ts';
import { ConsentChanged } from '#programme/people/facts.ts';
import { MistakeAnswered, MistakeReported, PassbookOpened } from '#programme/people/passbookFacts.ts';
import { technicianOf } from './people.ts';
import type { Teller, Voice } from './teller.ts';
import { lastDay, type Producer, type World, workday } from './world.ts';

/** What producers find wrong, and what the technician found out; who has no answer yet waits in the office's queue. */
const mistakes = [
  {
    part: 'delivery',
    words: 'Traje 52 kilos y en mi libreta dice 25.',
    outcome: 'explained',
    answer: 'Fueron 25 kg de cacao seco. Los 52 kg eran en baba y están en otra línea.',
  },
  { part: 'training', words: 'Fui a la charla de poda y no aparece.', outcome: null, answer: null },
  {
    part: 'identity',
    words: 'Mi segundo apellido está mal escrito.',
    outcome: 'corrected',
    answer: 'Ya lo corregimos con su DNI.',
  },
  { part: 'debt', words: 'Ya pagué una parte y no está descontada.', outcome: null, answer: null },
  {
    part: 'plants',
    words: 'Me dieron 180 plantones, no 200.',
    outcome: 'pending',
    answer: 'Lo vamos a contar en la próxima visita.',
  },
] as const;

/**
 * In the last year every eighth producer gets her passbook. Some take a consent back in it, and some say that a line is
 * wrong. The chapter draws from chances of its own, on phones of its own: the others stay as they are.
 */
export function planPassbooks(world: World): void {
  const teller = world.teller.beside(512);
  const phones = new Map<string, Voice>();
  const phoneOf = (staff: string): Voice => {
    const known = phones.get(staff) ?? teller.voice(staff, '2022-06-01');
    phones.set(staff, known);
    return known;
  };
  for (const producer of world.producers) {
    if (producer.index % 8 !== 3) continue;
    const on = workday(plusDays('2022-06-06', (producer.index * 7) % 200));
    if (on <= plusDays(producer.registeredOn, 30)) continue;
    world.agenda.at(on, () => {
      const by = phoneOf(technicianOf(producer).staff);
      teller.tell(by, PassbookOpened, on, { person: producer.id, on });
      if (producer.index % 24 === 3) reads(world, teller, producer, by, on);
    });
  }
}

/** She looks into it a week later. */
function reads(world: World, teller: Teller, producer: Producer, technician: Voice, opened: string): void {
  const on = workday(plusDays(opened, 9));
  const answered = workday(plusDays(on, 6));
  if (answered > lastDay) return;
  const person = producer.id;
  const herself = teller.voice(person, on);
  world.agenda.at(on, () => {
    if (producer.index % 48 === 27)
      teller.tell(herself, ConsentChanged, on, { person, purpose: 'photos', given: false, evidence: 'passbook', on });
    const mistake = mistakes[Math.floor(producer.index / 24) % mistakes.length];
    if (!mistake) return;
    const report = teller.tell(herself, MistakeReported, on, { person, part: mistake.part, words: mistake.words, on });
    const { outcome, answer } = mistake;
    if (outcome === null) return;
    world.agenda.at(answered, () =>
      teller.tell(technician, MistakeAnswered, answered, { report, person, outcome, words: answer, on: answered }),
    );
  });
}
