import { fieldWords } from '#kernel/pure/fieldWords.ts';
import type { Bilingual } from '#kernel/pure/words.ts';
import { enrolmentWords } from '#kernel/server/enrolmentWords.ts';
import { fileWords } from '#kernel/server/fileWords.ts';
import { geoFileWords } from '#kernel/server/geoFileWords.ts';
import { importingWords } from '#kernel/server/importingWords.ts';
import { passbookWords } from '#kernel/server/passbookWords.ts';
import type { Question } from '#kernel/server/question.ts';
import { serverWords } from '#kernel/server/serverWords.ts';
import type { DocumentKind } from '#kernel/sync/document.ts';
import { certificationDocuments } from './certification/documents.ts';
import { certificationPackWords } from './certification/packWords.ts';
import { certificationQuestions } from './certification/queries.ts';
import { certificationWords } from './certification/words.ts';
import { fundDocuments } from './fund/documents.ts';
import { fundQuestions } from './fund/queries.ts';
import { fundWords } from './fund/words.ts';
import { importWords } from './importWords.ts';
import { indicatorsQuestions } from './indicators/queries.ts';
import { indicatorsWords } from './indicators/words.ts';
import { lotsDocuments } from './lots/documents.ts';
import { lotsQuestions } from './lots/queries.ts';
import { lotsWords } from './lots/words.ts';
import { nurseryDocuments } from './nursery/documents.ts';
import { nurseryQuestions } from './nursery/queries.ts';
import { nurseryWords } from './nursery/words.ts';
import { partnersDocuments } from './partners/documents.ts';
import { partnersQuestions } from './partners/queries.ts';
import { partnersWords } from './partners/words.ts';
import { peopleDocuments } from './people/documents.ts';
import { peopleQuestions } from './people/queries.ts';
import { peopleWords } from './people/words.ts';
import { plotsDocuments } from './plots/documents.ts';
import { landWords } from './plots/landWords.ts';
import { plotsQuestions } from './plots/queries.ts';
import { screeningDocuments } from './plots/screeningDocuments.ts';
import { screeningQuestions } from './plots/screeningQueries.ts';
import { screeningWords } from './plots/screeningWords.ts';
import { plotsWords } from './plots/words.ts';
import { purchasingDocuments } from './purchasing/documents.ts';
import { purchasingQuestions } from './purchasing/queries.ts';
import { purchasingWords } from './purchasing/words.ts';
import { trainingDocuments } from './training/documents.ts';
import { trainingQuestions } from './training/queries.ts';
import { trainingWords } from './training/words.ts';
import { visitsDocuments } from './visits/documents.ts';
import { visitsQuestions } from './visits/queries.ts';
import { visitsWords } from './visits/words.ts';

/** Every question of the programme. */
export const allQuestions: readonly Question[] = [
  ...partnersQuestions,
  ...peopleQuestions,
  ...plotsQuestions,
  ...screeningQuestions,
  ...trainingQuestions,
  ...visitsQuestions,
  ...certificationQuestions,
  ...nurseryQuestions,
  ...fundQuestions,
  ...purchasingQuestions,
  ...lotsQuestions,
  ...indicatorsQuestions,
];

/** Everything that a screen or a refusal may say. */
export const allWords: readonly Bilingual[] = [
  serverWords,
  fileWords,
  fieldWords,
  enrolmentWords,
  passbookWords,
  geoFileWords,
  importingWords,
  importWords,
  partnersWords,
  peopleWords,
  plotsWords,
  landWords,
  screeningWords,
  trainingWords,
  visitsWords,
  certificationWords,
  certificationPackWords,
  nurseryWords,
  fundWords,
  purchasingWords,
  lotsWords,
  indicatorsWords,
];

/** Every document that a phone may hold. */
export const allDocuments: readonly DocumentKind[] = [
  ...partnersDocuments,
  ...peopleDocuments,
  ...plotsDocuments,
  ...screeningDocuments,
  ...trainingDocuments,
  ...visitsDocuments,
  ...certificationDocuments,
  ...nurseryDocuments,
  ...fundDocuments,
  ...purchasingDocuments,
  ...lotsDocuments,
];
