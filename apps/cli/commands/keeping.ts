import { erasedPeople } from '#apps/server/house.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { backup, restore } from '#kernel/server/backup.ts';
import type { Command } from '../commands.ts';
import { dataDirOf, inHouse } from '../opening.ts';
import { print, printJson, progressBar } from '../printing.ts';

export const backupCommand: Command = {
  takes: '[FILE]',
  about: 'write the log and what belongs to it to one file, while people work',
  options: {},
  run: (call) =>
    inHouse(call, async (house) => {
      const file = call.words[0] ?? `minka-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.backup.gz`;
      const done = await backup(house.ledger.pool, file);
      if (call.json) printJson(done);
      else
        print(
          `✔ ${done.file}: ${done.heads.map((h) => `${h.code} up to record ${h.number}`).join(', ') || 'no programme yet'}`,
        );
      return 0;
    }),
};

export const restoreCommand: Command = {
  takes: 'FILE',
  about: 'put a backup into an empty data directory, rebuild and verify it',
  options: {},
  run: (call) =>
    inHouse(call, async (house) => {
      const [file] = call.words;
      if (!file) throw new Refused([refuse('cli.missing', { what: 'FILE' })]);
      const tables = await restore(house.ledger.pool, file, erasedPeople(dataDirOf(call)));
      const bar = progressBar();
      const programmes = [];
      for (const { programme, code } of await house.ledger.programmes()) {
        await house.ledger.rebuild(programme, (done, of) => bar(`rebuild ${code}`, done, of));
        programmes.push({ code, ...(await house.ledger.verify(programme)) });
      }
      const ok = programmes.every((p) => p.ok);
      if (call.json) printJson({ ok, tables, programmes });
      else for (const p of programmes) print(`${p.ok ? '✔' : '✘'} ${p.code}: ${p.records} records, head ${p.head}`);
      return ok ? 0 : 1;
    }),
};
