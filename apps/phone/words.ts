import { photoWords } from '#kernel/phone/photoWords.ts';
import { receiptWords } from '#kernel/phone/receipt/receiptWords.ts';
import { fieldWords } from '#kernel/pure/fieldWords.ts';
import type { Bilingual } from '#kernel/pure/words.ts';
import { certificationPhoneWords } from '#programme/certification/phone/certificationPhoneWords.ts';
import { certificationWords } from '#programme/certification/words.ts';
import { storingWords } from '#programme/lots/phone/storingWords.ts';
import { saidWords } from '#programme/lots/saidWords.ts';
import { storeWords } from '#programme/lots/storeWords.ts';
import { nurseryWords } from '#programme/nursery/words.ts';
import { peopleWords } from '#programme/people/words.ts';
import { landWords } from '#programme/plots/landWords.ts';
import { landPhoneWords } from '#programme/plots/phone/landPhoneWords.ts';
import { plotsWords } from '#programme/plots/words.ts';
import { purchasingWords } from '#programme/purchasing/words.ts';
import { trainingWords } from '#programme/training/words.ts';
import { visitsWords } from '#programme/visits/words.ts';
import { homeVocabulary } from './homeVocabulary.ts';

/** Everything that the phone may say. */
export const phoneVocabulary: readonly Bilingual[] = [
  ...homeVocabulary,
  photoWords,
  receiptWords,
  fieldWords,
  peopleWords,
  trainingWords,
  plotsWords,
  landWords,
  landPhoneWords,
  purchasingWords,
  certificationWords,
  certificationPhoneWords,
  nurseryWords,
  storingWords,
  saidWords,
  storeWords,
  visitsWords,
];
