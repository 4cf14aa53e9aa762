import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, root, type Source } from './sources.ts';

/** Kinds of fact that are declared, by the file that declares them. */
function kindsIn(files: readonly Source[]): Map<string, string> {
  const kinds = new Map<string, string>();
  for (const { path, text } of files) {
    if (!/^(?:programme\/[^/]+\/(?:facts|[a-z][a-zA-Z]*Facts)|kernel\/pure\/fact)\.ts$/.test(path)) continue;
    for (const match of text.matchAll(/^ {2}kind: '([a-z]+\.[a-zA-Z]+)',$/gm)) kinds.set(match[1] as string, path);
  }
  return kinds;
}

/** Every kind of fact has its line in GLOSSARY.md, and the glossary names none that is gone. */
export function glossary(files: readonly Source[], text = readFileSync(join(root, 'GLOSSARY.md'), 'utf8')): Finding {
  const kinds = kindsIn(files);
  const listed = new Set([...text.matchAll(/^\| `([a-z]+\.[a-zA-Z]+)` \|/gm)].map((match) => match[1] as string));
  const missing = [...kinds]
    .filter(([kind]) => !listed.has(kind))
    .map(([kind, path]) => `${path}: ${kind} is not in GLOSSARY.md`);
  const gone = [...listed].filter((kind) => !kinds.has(kind)).map((kind) => `GLOSSARY.md: ${kind} is no kind of fact`);
  return { complaints: [...missing, ...gone], remark: `${kinds.size} kinds of fact` };
}
