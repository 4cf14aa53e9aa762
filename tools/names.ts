import { type Finding, hits, type Source } from './sources.ts';

// Written so that this file does not find itself.
const unfinished = /\b(TO{1}DO|FI{1}XME|X{3})\b|[Nn]ot {1}implemented/;
const loose = /@ts-(ignor{1}e|nochec{1}k)\b/;
const lonely =
  /\b(?:it|test|describe|suite|bench)\.(?:concurrent\.|sequential\.)?(?:skip|only|todo|skipIf|runIf|fails)\b|\bx(?:it|describe|test)\(/;
const saysNothing =
  /(?:^|\/)(?:index|utils?|helpers?|commons?|misc|types)(?:\.test)?\.tsx?$|(?:^|\/)(?:utils?|helpers?|common|misc)\//;

/** Names that say what is inside; no test skipped or run alone; nothing left unfinished in words. */
export function names(files: readonly Source[]): Finding {
  return {
    complaints: files.flatMap((file) => [
      ...(saysNothing.test(file.path) ? [`${file.path}: a name that says nothing of what is inside`] : []),
      ...hits(file, unfinished),
      ...hits(file, loose),
      ...hits(file, lonely),
    ]),
  };
}
