import { Refused } from '#kernel/pure/refusal.ts';
import { speaker } from '#kernel/pure/words.ts';
import { InUse } from '#kernel/server/postgres.ts';
import { allWords } from '#programme/voices.ts';
import { readArguments } from './arguments.ts';
import { cliWords } from './cliWords.ts';
import { type Command, commands } from './commands.ts';
import { print, printJson } from './printing.ts';

/** Exit codes: 0 done, 1 found something wrong, 2 cannot be done as asked, 3 a failure of ours. */
async function run(argv: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = argv;
  const json = argv.includes('--json');
  const language = /^en/.test(process.env['LANG'] ?? '') || rest.includes('--english') ? 'en' : 'es';
  const say = speaker([...allWords, cliWords], language);
  try {
    const command = commands[name === '--help' || name === '-h' ? 'help' : name];
    if (!command) throw new Refused([{ code: 'cli.unknown-command', params: { command: name } }]);
    const given = readArguments(
      rest.filter((a) => a !== '--english'),
      command.options,
    );
    if (given.flags.has('help')) {
      print(usage(name, command));
      return 0;
    }
    return await command.run({ ...given, json, language, say });
  } catch (error) {
    if (error instanceof Refused) {
      if (json) printJson({ refusals: error.refusals.map((r) => ({ ...r, words: say(r.code, r.params) })) });
      else for (const r of error.refusals) console.error(say(r.code, r.params));
      return 2;
    }
    if (error instanceof InUse) {
      if (json) printJson({ refusals: [{ code: 'cli.in-use', params: {} }] });
      else console.error(error.message);
      return 2;
    }
    console.error(error instanceof Error && !json ? error.stack : String(error));
    return 3;
  }
}

function usage(name: string, command: Command): string {
  const options = Object.entries(command.options).map(
    ([option, of]) => `  --${option}${of.takes ? ` ${of.takes}` : ''}  ${of.about}`,
  );
  return [`./minka ${name} ${command.takes}`.trim(), `  ${command.about}`, ...options, '  --json  for machines'].join(
    '\n',
  );
}

process.exitCode = await run(process.argv.slice(2));
