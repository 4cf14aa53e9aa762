import { erasedPeople } from '#apps/server/house.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { backup, restore } from '#kernel/server/backup.ts';
import { copyFiles, filesBeside, filesOf } from '#kernel/server/fileCopies.ts';
import type { Command } from '../commands.ts';
import { inHouse } from '../opening.ts';
import { print, printJson, progressBar } from '../printing.ts';

export const backupCommand: Command = {
  takes: '[FILE]',
  most: 1,
  options: {},
  run: (call) =>
    inHouse(call, async (house) => {
      const file = call.words[0] ?? `minka-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.backup.gz`;
      const done = await backup(house.ledger.pool, file);
      const photos = await copyFiles(filesOf(house.dataDir), filesBeside(file));
      if (call.json) printJson({ ...done, photos });
      else {
        print(`✔ ${done.file}`);
        if (photos > 0) print(`✔ ${filesBeside(done.file)}: ${call.say('cli.backup-photos', { photos })}`);
        for (const { code, number } of done.heads) print(`  ${call.say('cli.backup-head', { code, number })}`);
        if (done.heads.length === 0) print(`  ${call.say('cli.no-programme')}`);
      }
      return 0;
    }),
};

export const restoreCommand: Command = {
  takes: 'FILE',
  most: 1,
  options: {},
  run: (call) => {
    const [file] = call.words;
    if (!file) throw new Refused([refuse('cli.missing', { what: 'FILE' })]);
    return inHouse(call, async (house) => {
      const tables = await restore(house.ledger.pool, file, erasedPeople(house.dataDir));
      await copyFiles(filesBeside(file), filesOf(house.dataDir));
      await house.files.forget();
      const photosMissing = await house.files.missing();
      if (photosMissing > 0 && !call.json) print(`! ${call.say('cli.photos-missing', { photos: photosMissing })}`);
      const bar = progressBar();
      const programmes = [];
      for (const { programme, code } of await house.ledger.programmes()) {
        await house.ledger.rebuild(programme, (done, of) => bar(`${call.say('cli.phase.rebuild')} ${code}`, done, of));
        // Plans made for empty tables stay in use otherwise (measured: verifying took a hundred times longer).
        await house.ledger.pool.query('analyze');
        programmes.push({ code, ...(await house.ledger.verify(programme)) });
      }
      const ok = programmes.every((p) => p.ok);
      if (call.json) printJson({ ok, tables, photosMissing, programmes });
      else
        for (const p of programmes)
          print(`${p.ok ? '✔' : '✘'} ${p.code}: ${call.say('cli.restored', { records: p.records, head: p.head })}`);
      return ok ? 0 : 1;
    });
  },
};
