import { words } from '#kernel/pure/words.ts';
import { reportWords } from './reportWords.ts';
import { saidWords } from './saidWords.ts';
import { lotsScreenWords } from './screenWords.ts';
import { storeWords } from './storeWords.ts';
import { storyWords } from './storyWords.ts';

/** Everything that lots say, but for the office's own pages. */
export const lotsWords = words({
  es: { ...lotsScreenWords.es, ...storyWords.es, ...saidWords.es, ...storeWords.es, ...reportWords.es },
  en: { ...lotsScreenWords.en, ...storyWords.en, ...saidWords.en, ...storeWords.en, ...reportWords.en },
});
