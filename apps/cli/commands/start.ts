import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { demoLogins, tellDemo } from '#apps/server/demo.ts';
import { openHouse } from '#apps/server/house.ts';
import { serve } from '#apps/server/serve.ts';
import type { Command } from '../commands.ts';
import { dataDirOf } from '../opening.ts';
import { print, printJson, progressBar } from '../printing.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The apps are built at the first start; `npm run build` builds them anew. */
function buildOnce(json: boolean): void {
  if (existsSync(`${root}dist/office/index.html`) && existsSync(`${root}dist/phone/index.html`)) return;
  process.stderr.write('Building the office and the phone app …\n');
  const done = spawnSync(process.execPath, ['--import', 'tsx', 'tools/build.ts'], {
    cwd: root,
    stdio: ['ignore', json ? 2 : 'inherit', 'inherit'],
  });
  if (done.status !== 0) throw new Error('the build failed');
}

export const startCommand: Command = {
  takes: '',
  about: 'start everything: database, server, office and phone app; tells the demo season once',
  options: {
    port: { takes: 'N', about: 'port (default 8420)' },
    host: { takes: 'ADDRESS', about: 'address to listen on (default 127.0.0.1)' },
    empty: { about: 'no demo season: a one-time set-up token is printed instead' },
    'behind-tls': { about: 'a proxy with TLS stands in front: cookies over TLS only' },
  },
  run: async (call) => {
    const began = performance.now();
    buildOnce(call.json);
    const bar = progressBar();
    const house = await openHouse({
      dataDir: dataDirOf(call),
      databaseUrl: process.env['DATABASE_URL'],
      secure: call.flags.has('behind-tls'),
      ledger: { rebuilding: (_programme, done, of) => bar('rebuild', done, of) },
    });
    const stopped = new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    try {
      if (!call.flags.has('empty') && (await house.ledger.programmes()).length === 0)
        await tellDemo(house, bar, { seed: 2020, scale: 1 });
      const { app, address } = await serve(house, {
        port: Number(call.values.get('port') ?? process.env['PORT'] ?? 8420),
        host: call.values.get('host') ?? '127.0.0.1',
      });
      const token = await house.sessions.setupToken();
      const logins = await demoLogins(house);
      const ready = {
        office: `${address}/office/`,
        phone: `${address}/phone/`,
        setupToken: token,
        demo: logins,
        ms: Math.round(performance.now() - began),
      };
      if (call.json) printJson(ready);
      else {
        print(`\n  Oficina   ${ready.office}\n  Teléfono  ${ready.phone}\n`);
        if (token) print(`  Set-up token (once): ${token}\n`);
        for (const { login, password, role } of logins) print(`  ${role.padEnd(20)} ${login.padEnd(14)} ${password}`);
        print(`\n  Ready in ${(ready.ms / 1000).toFixed(1)} s. Ctrl-C stops everything.`);
      }
      await stopped;
      await app.close();
      return 0;
    } finally {
      await house.close();
    }
  },
};
