import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { type Language, speaker } from '#kernel/pure/words.ts';
import { InUse } from '#kernel/server/postgres.ts';
import { tlsWords } from '#kernel/server/tlsWords.ts';
import { allWords } from '#programme/voices.ts';
import { type Given, readArguments } from './arguments.ts';
import { cliWords } from './cliWords.ts';
import { type Call, type Command, commands, printUsage } from './commands.ts';
import { helpWords } from './helpWords.ts';
import { printJson, warn } from './printing.ts';
import { terminal } from './terminal.ts';

/** Runs one command. Exit codes: 0 done, 1 found something wrong, 2 cannot be done as asked, 3 a failure of ours. */
export async function runMinka(argv: readonly string[]): Promise<number> {
  const [first = 'help', ...rest] = argv;
  const name = first === '--help' || first === '-h' ? 'help' : first;
  const json = argv.includes('--json');
  const language = languageOf(argv);
  const say = speaker([...allWords, tlsWords, cliWords, helpWords], language);
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) {
      const known = Object.keys(commands).join(', ');
      throw new Refused([refuse('cli.unknown-command', { command: name.slice(0, 60), known })]);
    }
    const call: Call = { ...readArguments(rest, command.options), json, language, say };
    checkWords(call, command);
    if (!call.flags.has('help')) return await command.run(call);
    printUsage(name, command, call);
    return 0;
  } catch (error) {
    return answer(error, json, say);
  }
}

/** Spanish first; English where the machine speaks it, or when asked for. */
function languageOf(argv: readonly string[]): Language {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const asked = at < 0 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1]);
  const { LC_ALL, LC_MESSAGES, LANG } = terminal().env;
  return (asked ?? (LC_ALL || LC_MESSAGES || LANG || '')).startsWith('en') ? 'en' : 'es';
}

function checkWords({ words, values }: Given, { most }: Command): void {
  const [surplus] = words.slice(most);
  if (surplus !== undefined) throw new Refused([refuse('cli.too-many-words', { word: surplus.slice(0, 60) })]);
  const language = values.get('lang') ?? 'es';
  if (language !== 'es' && language !== 'en') throw new Refused([refuse('cli.missing', { what: '--lang es|en' })]);
}

function answer(error: unknown, json: boolean, say: Call['say']): number {
  const refusals = refusalsOf(error);
  if (refusals) {
    if (json) printJson({ refusals: refusals.map((r) => ({ ...r, words: say(r.code, r.params) })) });
    else for (const r of refusals) warn(`✘ ${say(r.code, r.params)}`);
    return 2;
  }
  const message = error instanceof Error ? error.message : String(error);
  if (json) printJson({ failure: { message, words: say('cli.failure') } });
  warn(`✘ ${say('cli.failure')}\n${error instanceof Error ? error.stack : message}`);
  return 3;
}

/** What the person can put right herself: what she asked, a directory in use, a full disk, a database that is not there. */
function refusalsOf(error: unknown): Refused['refusals'] | null {
  if (error instanceof Refused) return error.refusals;
  if (error instanceof InUse) return [refuse('cli.in-use')];
  const { code = '', path = '' } = error as { code?: string; path?: string };
  if (['ENOSPC', 'EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'EISDIR', 'ENOENT', 'EDQUOT'].includes(code) && path !== '')
    return [refuse('cli.disk', { path, code })];
  return null;
}
