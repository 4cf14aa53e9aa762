import { chartWords } from '#kernel/office/chartWords.ts';
import { officeWords } from '#kernel/office/officeWords.ts';
import { fieldWords } from '#kernel/pure/fieldWords.ts';
import type { Bilingual } from '#kernel/pure/words.ts';
import { enrolmentWords } from '#kernel/server/enrolmentWords.ts';
import { fileWords } from '#kernel/server/fileWords.ts';
import { passbookWords } from '#kernel/server/passbookWords.ts';
import { serverWords } from '#kernel/server/serverWords.ts';
import { certificationOfficeWords } from '#programme/certification/officeWords.ts';
import { certificationWords } from '#programme/certification/words.ts';
import { fundOfficeWords } from '#programme/fund/officeWords.ts';
import { fundWords } from '#programme/fund/words.ts';
import { indicatorsOfficeWords } from '#programme/indicators/officeWords.ts';
import { indicatorsWords } from '#programme/indicators/words.ts';
import { lotsOfficeWords } from '#programme/lots/officeWords.ts';
import { lotsWords } from '#programme/lots/words.ts';
import { nurseryOfficeWords } from '#programme/nursery/officeWords.ts';
import { nurseryWords } from '#programme/nursery/words.ts';
import { deviceWords } from '#programme/partners/deviceWords.ts';
import { partnersOfficeWords } from '#programme/partners/officeWords.ts';
import { partnersWords } from '#programme/partners/words.ts';
import { peopleOfficeWords } from '#programme/people/officeWords.ts';
import { peopleWords } from '#programme/people/words.ts';
import { landWords } from '#programme/plots/landWords.ts';
import { plotsOfficeWords } from '#programme/plots/officeWords.ts';
import { screeningOfficeWords } from '#programme/plots/screeningOfficeWords.ts';
import { screeningWords } from '#programme/plots/screeningWords.ts';
import { plotsWords } from '#programme/plots/words.ts';
import { purchasingOfficeWords } from '#programme/purchasing/officeWords.ts';
import { purchasingWords } from '#programme/purchasing/words.ts';
import { trainingOfficeWords } from '#programme/training/officeWords.ts';
import { trainingWords } from '#programme/training/words.ts';
import { visitsOfficeWords } from '#programme/visits/officeWords.ts';
import { visitsWords } from '#programme/visits/words.ts';
import { appWords } from './appWords.ts';

/** Everything that the office may say. */
export const words: readonly Bilingual[] = [
  fieldWords,
  serverWords,
  fileWords,
  enrolmentWords,
  passbookWords,
  officeWords,
  appWords,
  chartWords,
  partnersWords,
  partnersOfficeWords,
  deviceWords,
  peopleWords,
  peopleOfficeWords,
  plotsWords,
  plotsOfficeWords,
  landWords,
  screeningWords,
  screeningOfficeWords,
  trainingWords,
  trainingOfficeWords,
  visitsWords,
  visitsOfficeWords,
  certificationWords,
  certificationOfficeWords,
  nurseryWords,
  nurseryOfficeWords,
  fundWords,
  fundOfficeWords,
  purchasingWords,
  purchasingOfficeWords,
  lotsWords,
  lotsOfficeWords,
  indicatorsWords,
  indicatorsOfficeWords,
];
