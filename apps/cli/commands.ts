import type { RefusalParams } from '#kernel/pure/refusal.ts';
import type { Language } from '#kernel/pure/words.ts';
import type { Given, Option } from './arguments.ts';
import { resultsCommand, traceCommand } from './commands/asking.ts';
import { importCommand } from './commands/import.ts';
import { backupCommand, restoreCommand } from './commands/keeping.ts';
import { bookCommand, rebuildCommand, verifyCommand } from './commands/ledger.ts';
import { seasonCommand } from './commands/season.ts';
import { startCommand } from './commands/start.ts';
import { userCommand } from './commands/user.ts';
import { print, printJson } from './printing.ts';

/** What a command is run with. */
export interface Call extends Given {
  readonly json: boolean;
  readonly language: Language;
  readonly say: (key: string, params?: RefusalParams) => string;
}

export interface Command {
  /** Words after the command's name. */
  readonly takes: string;
  readonly about: string;
  readonly options: Readonly<Record<string, Option>>;
  /** Answers the exit code. */
  run(call: Call): Promise<number>;
}

const helpCommand: Command = {
  takes: '',
  about: 'this list',
  options: {},
  run: async ({ json }) => {
    if (json)
      printJson(
        Object.entries(commands).map(([name, { takes, about, options }]) => ({
          name,
          takes,
          about,
          options: Object.keys(options),
        })),
      );
    else {
      print('./minka COMMAND [--json] [--data DIR] [--programme CODE]\n');
      for (const [name, command] of Object.entries(commands))
        print(`  ${`${name} ${command.takes}`.trim().padEnd(44)} ${command.about}`);
      print('\n./minka COMMAND --help tells its options. DATABASE_URL uses a PostgreSQL of yours.');
    }
    return 0;
  },
};

export const commands: Readonly<Record<string, Command>> = {
  help: helpCommand,
  start: startCommand,
  season: seasonCommand,
  results: resultsCommand,
  import: importCommand,
  trace: traceCommand,
  book: bookCommand,
  verify: verifyCommand,
  rebuild: rebuildCommand,
  backup: backupCommand,
  restore: restoreCommand,
  user: userCommand,
};
