import { homeWords } from '#kernel/phone/homeWords.ts';
import type { Bilingual } from '#kernel/pure/words.ts';
import { inspectionTileWords } from '#programme/certification/inspectionTileWords.ts';
import { lotsPhoneWords } from '#programme/lots/phone/lotsPhoneWords.ts';
import { nurseryPhoneWords } from '#programme/nursery/phone/nurseryPhoneWords.ts';
import { peoplePhoneWords } from '#programme/people/phone/peoplePhoneWords.ts';
import { plotsPhoneWords } from '#programme/plots/phone/plotsPhoneWords.ts';
import { purchasingPhoneWords } from '#programme/purchasing/phone/purchasingPhoneWords.ts';
import { sellingWords } from '#programme/purchasing/phone/selling/sellingWords.ts';
import { trainingPhoneWords } from '#programme/training/phone/trainingPhoneWords.ts';
import { visitsPhoneWords } from '#programme/visits/phone/visitsPhoneWords.ts';
import { countWords } from './countWords.ts';
import { doorVocabulary } from './doorWords.ts';

/** What the first screen behind the door says; the rest comes while she looks at it, and before any other screen. */
export const homeVocabulary: readonly Bilingual[] = [
  ...doorVocabulary,
  homeWords,
  peoplePhoneWords,
  trainingPhoneWords,
  plotsPhoneWords,
  purchasingPhoneWords,
  sellingWords,
  lotsPhoneWords,
  inspectionTileWords,
  nurseryPhoneWords,
  countWords,
  visitsPhoneWords,
];
