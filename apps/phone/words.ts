import { entranceWords } from '#kernel/phone/entranceWords.ts';
import { homeWords } from '#kernel/phone/homeWords.ts';
import { phoneWords } from '#kernel/phone/phoneWords.ts';
import { photoWords } from '#kernel/phone/photoWords.ts';
import { receiptWords } from '#kernel/phone/receipt/receiptWords.ts';
import { scanWords } from '#kernel/phone/scanWords.ts';
import { fieldWords } from '#kernel/pure/fieldWords.ts';
import type { Bilingual } from '#kernel/pure/words.ts';
import { lotsPhoneWords } from '#programme/lots/phone/lotsPhoneWords.ts';
import { nurseryPhoneWords } from '#programme/nursery/phone/nurseryPhoneWords.ts';
import { nurseryWords } from '#programme/nursery/words.ts';
import { roleWords } from '#programme/partners/roleWords.ts';
import { peoplePhoneWords } from '#programme/people/phone/peoplePhoneWords.ts';
import { peopleWords } from '#programme/people/words.ts';
import { plotsPhoneWords } from '#programme/plots/phone/plotsPhoneWords.ts';
import { plotsWords } from '#programme/plots/words.ts';
import { purchasingPhoneWords } from '#programme/purchasing/phone/purchasingPhoneWords.ts';
import { sellingWords } from '#programme/purchasing/phone/selling/sellingWords.ts';
import { purchasingWords } from '#programme/purchasing/words.ts';
import { trainingPhoneWords } from '#programme/training/phone/trainingPhoneWords.ts';
import { trainingWords } from '#programme/training/words.ts';
import { visitsPhoneWords } from '#programme/visits/phone/visitsPhoneWords.ts';
import { visitsWords } from '#programme/visits/words.ts';
import { countWords } from './countWords.ts';

/** Everything that the phone may say. */
export const phoneVocabulary: readonly Bilingual[] = [
  phoneWords,
  photoWords,
  entranceWords,
  roleWords,
  homeWords,
  scanWords,
  receiptWords,
  fieldWords,
  peopleWords,
  peoplePhoneWords,
  trainingWords,
  trainingPhoneWords,
  plotsWords,
  plotsPhoneWords,
  purchasingWords,
  purchasingPhoneWords,
  sellingWords,
  lotsPhoneWords,
  nurseryWords,
  nurseryPhoneWords,
  countWords,
  visitsWords,
  visitsPhoneWords,
];
