import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding, Source } from './sources.ts';
import { root } from './sources.ts';

type Said = Readonly<Record<string, unknown>>;
/** One set of words as a capability exports it. */
export interface WordSet {
  readonly from: string;
  readonly es: Said;
  readonly en: Said;
}

/** Every code that kernel and programme refuse or flag with, written as a literal, and where. */
export function refusalCodes(files: readonly Source[]): Map<string, string> {
  const codes = new Map<string, string>();
  for (const { path, text } of files) {
    // The simulator's programme is a made-up one, as those of tests are: nobody reads it.
    if (!/^(?:kernel|programme)\//.test(path) || /\.test\.tsx?$|^kernel\/sync\/simulate\//.test(path)) continue;
    const code = text.replace(/\/\*[\s\S]*?\*\//g, '');
    for (const match of code.matchAll(/\brefuse\(\s*'([^']+)'/g)) codes.set(match[1] as string, path);
    // The shape of a field refuses by the schema library's message, which is our code.
    for (const match of code.matchAll(/'(field\.[a-z][\w-]*)'/g)) codes.set(match[1] as string, path);
  }
  return codes;
}

const gaps = (sentence: unknown) =>
  typeof sentence === 'string'
    ? [...sentence.matchAll(/\{(\w+)\}/g)]
        .map((m) => m[1])
        .sort()
        .join()
    : null;

/** What is missing: a code without a sentence, an empty sentence, a gap that only one language has. */
export function missingWords(codes: ReadonlyMap<string, string>, sets: readonly WordSet[]): string[] {
  const es: Said = Object.assign({}, ...sets.map((set) => set.es));
  const en: Said = Object.assign({}, ...sets.map((set) => set.en));
  const missing = [...codes]
    .filter(([code]) => !(code in es && code in en))
    .map(([code, path]) => `${path}: '${code}' has no words in ${code in es ? 'English' : 'Spanish'}`);
  for (const set of sets) {
    for (const key of Object.keys({ ...set.es, ...set.en })) {
      const [spanish, english] = [set.es[key], set.en[key]];
      if (spanish === undefined || spanish === '') missing.push(`${set.from}: '${key}' says nothing in Spanish`);
      else if (english === undefined || english === '') missing.push(`${set.from}: '${key}' says nothing in English`);
      else if (gaps(spanish) !== null && gaps(english) !== null && gaps(spanish) !== gaps(english))
        missing.push(`${set.from}: '${key}' has other gaps in Spanish than in English`);
    }
  }
  return missing;
}

const isWords = (value: unknown): value is { es: Said; en: Said } =>
  typeof value === 'object' && value !== null && 'es' in value && 'en' in value && typeof value.es === 'object';

async function wordSets(files: readonly Source[]): Promise<WordSet[]> {
  const sets: WordSet[] = [];
  for (const { path } of files.filter((f) => /^(?:kernel|programme)\/.*[wW]ords\.ts$/.test(f.path))) {
    const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(join(root, path)).href);
    for (const value of Object.values(module))
      if (isWords(value)) sets.push({ from: path, es: value.es, en: value.en });
  }
  return sets;
}

/** Whatever the programme refuses or flags, it can say in Spanish and English. */
export async function wordsComplete(files: readonly Source[]): Promise<Finding> {
  const codes = refusalCodes(files);
  const sets = await wordSets(files);
  return { complaints: missingWords(codes, sets), remark: `${codes.size} codes, ${sets.length} sets of words` };
}
