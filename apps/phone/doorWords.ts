import { entranceWords } from '#kernel/phone/entranceWords.ts';
import { phoneWords } from '#kernel/phone/phoneWords.ts';
import { scanWords } from '#kernel/phone/scanWords.ts';
import type { Bilingual } from '#kernel/pure/words.ts';
import { roleWords } from '#programme/partners/roleWords.ts';

/** What is said before somebody is in. */
export const doorVocabulary: readonly Bilingual[] = [phoneWords, entranceWords, scanWords, roleWords];
