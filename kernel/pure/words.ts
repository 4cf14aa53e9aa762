import type { Refusal, RefusalParams } from './refusal.ts';

/** Languages of the screens; Spanish is the first and the fallback. */
export const languages = ['es', 'en'] as const;
export type Language = (typeof languages)[number];

/** One sentence: plain text with `{name}` gaps, or a function where grammar needs one. */
export type Sentence = string | ((params: RefusalParams) => string);
/** Every language must have every key: a missing sentence is a type error where the words are declared. */
export type Bilingual<K extends string = string> = Readonly<Record<Language, Readonly<Record<K, Sentence>>>>;

/** Declares a capability's words; the keys of the Spanish set are required of the English one. */
export function words<const K extends string>(set: Bilingual<K>): Bilingual<K> {
  return set;
}

/** Fills a sentence. An unknown gap stays visible, so that a translator's slip is seen and nothing is lost. */
export function fill(sentence: Sentence, params: RefusalParams = {}): string {
  if (typeof sentence === 'function') return sentence(params);
  return sentence.replace(/\{(\w+)\}/g, (gap, name: string) => (name in params ? String(params[name]) : gap));
}

/** A speaker over several capabilities' words: `say('nursery.too-few', { ready: 4 })`. Unknown keys come back as they are. */
export function speaker(
  sets: readonly Bilingual[],
  language: Language,
): (key: string, params?: RefusalParams) => string {
  const all: Record<string, Sentence> = Object.assign({}, ...sets.map((s) => s.es), ...sets.map((s) => s[language]));
  return (key, params) => {
    const sentence = all[key];
    return sentence === undefined ? key : fill(sentence, params);
  };
}

/** A refusal in both languages, as the server answers it: `{code, params, at?, words: {es, en}}`. */
export function spoken(sets: readonly Bilingual[], refusal: Refusal): Refusal & { words: Record<Language, string> } {
  const say = (language: Language) => speaker(sets, language)(refusal.code, refusal.params);
  return { ...refusal, words: { es: say('es'), en: say('en') } };
}
