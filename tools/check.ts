import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { answersKept } from './answers.ts';
import { filesize } from './filesize.ts';
import { glossary } from './glossary.ts';
import { names } from './names.ts';
import { noShared } from './noShared.ts';
import { pureClock } from './pureClock.ts';
import { type Finding, root, sources } from './sources.ts';
import { program, row, runTasks, type Task } from './tasks.ts';
import { wordsComplete } from './wordsComplete.ts';

const projects = ['pure', 'server', 'phone', 'office', 'worker'];
const folders = ['kernel', 'programme', 'apps', 'season', 'bench', 'tools'];
const texts = ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.sql', '.css', '.html', '.sh'];

/** A project that has no file yet is no mistake. */
function types(project: string): Task {
  const tsc = program(`types: ${project}`, 'typescript/bin/tsc', [
    '-p',
    `tsconfig.${project}.json`,
    '--pretty',
    'false',
  ]);
  const run = async () => {
    const outcome = await tsc.run();
    return /error TS18003/.test(outcome.output) ? { ok: true, output: '', remark: 'no files yet' } : outcome;
  };
  return { ...tsc, run };
}

function own(name: string, find: () => Finding | Promise<Finding>): Task {
  const run = async () => {
    const { complaints, remark } = await find();
    return { ok: complaints.length === 0, output: complaints.join('\n'), remark };
  };
  return { name, run };
}

function everyCheck(): Task[] {
  const code = sources();
  const present = folders.filter((folder) => existsSync(join(root, folder)));
  const arrows = ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', ...present];
  return [
    ...projects.map(types),
    program('form and lint', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '--max-diagnostics=40']),
    program('import arrows', 'dependency-cruiser/bin/dependency-cruise.mjs', arrows),
    program('dead code', 'knip/bin/knip.js', ['--no-progress', '--no-config-hints']),
    own('file sizes', () => filesize(code)),
    own('names', () => names(code)),
    own('nothing outside', () => noShared(sources(texts))),
    own('pure of clock', () => pureClock(code)),
    own('words complete', () => wordsComplete(code)),
    own('glossary', () => glossary(code)),
    own('answers described', answersKept),
  ];
}

/** Runs every check, two at a time, prints a table and the words of those that failed. True when all hold. */
export async function check(only?: string): Promise<boolean> {
  const tasks = everyCheck().filter((task) => only === undefined || task.name.includes(only));
  const done = await runTasks(tasks, 2, (one) => console.log(row(one)));
  for (const failed of done.filter((one) => !one.ok)) console.log(`\n── ${failed.name}\n${failed.output.trim()}`);
  return done.length > 0 && done.every((one) => one.ok);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = (await check(process.argv[2])) ? 0 : 1;
}
