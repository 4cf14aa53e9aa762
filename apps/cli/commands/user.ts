import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { OpenHouse } from '#apps/server/house.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { Call, Command } from '../commands.ts';
import { inHouse, programmeOf } from '../opening.ts';
import { print, printJson, printTable } from '../printing.ts';
import { terminal } from '../terminal.ts';

async function staffNamed(house: OpenHouse, programme: string, named: string): Promise<{ id: string; names: string }> {
  const { rows } = await house.ledger.pool.query(
    'select id, names from partners_staff where programme = $1 and not void and (id::text = $2 or lower(email) = lower($2) or lower(names) = lower($2))',
    [programme, named],
  );
  if (rows.length !== 1) throw new Refused([refuse('cli.no-such-staff')]);
  return rows[0];
}

/** A password never stands on the command line, where every process sees it: it is asked for, or read from standard input. */
async function readPassword(ask: string): Promise<string> {
  const { input } = terminal();
  if (!input.isTTY) {
    let text = '';
    for await (const chunk of input) text += chunk;
    return text.replace(/\r?\n$/, '');
  }
  terminal().err(ask);
  // Nothing of it is shown while it is typed.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const asking = createInterface({ input, output: silent, terminal: true });
  const password = await asking.question('');
  asking.close();
  process.stderr.write('\n');
  return password;
}

const actions = ['list', 'login', 'close'];

export const userCommand: Command = {
  takes: 'list · login STAFF LOGIN · close STAFF',
  most: 3,
  options: {},
  run: (call) => {
    const [action = 'list', named, login] = call.words;
    if (!actions.includes(action))
      throw new Refused([refuse('cli.no-such-action', { action: action.slice(0, 40), known: actions.join(', ') })]);
    const needed = { list: '', login: 'login STAFF LOGIN', close: 'close STAFF' }[action] ?? '';
    if ((needed !== '' && !named) || (action === 'login' && !login))
      throw new Refused([refuse('cli.missing', { what: needed })]);
    return inHouse(call, async (house) => {
      const programme = await programmeOf(call, house);
      if (action === 'list') await list(house, programme, call);
      else await give(house, programme, call, named ?? '', action === 'login' ? login : undefined);
      return 0;
    });
  },
};

async function list(house: OpenHouse, programme: string, call: Call): Promise<void> {
  const { rows } = await house.ledger.pool.query(
    `select s.id, s.names, l.login, coalesce(array_agg(distinct g.role) filter (where not g.revoked), '{}') as roles,
       (select count(*)::int from access_session x where x.programme = s.programme and x.staff = s.id) as sessions
     from partners_staff s left join access_login l on l.programme = s.programme and l.staff = s.id
     left join partners_grant g on g.programme = s.programme and g.staff = s.id
     where s.programme = $1 and not s.void group by s.programme, s.id, s.names, l.login order by s.names`,
    [programme],
  );
  if (call.json) printJson(rows);
  else
    printTable(
      ['names', 'login', 'roles', 'sessions', 'id'].map((column) => call.say(`cli.user.${column}`)),
      rows.map((r) => [
        r.names,
        r.login,
        (r.roles as string[]).map((role) => call.say(`partners.role.${role}`)).join(', '),
        r.sessions,
        r.id,
      ]),
    );
}

/** A login, or without one none any more: then the sessions end as well. */
async function give(
  house: OpenHouse,
  programme: string,
  call: Call,
  named: string,
  login: string | undefined,
): Promise<void> {
  const { pool } = house.ledger;
  const staff = await staffNamed(house, programme, named);
  if (login !== undefined) {
    const password = await readPassword(call.say('cli.user.password'));
    await house.sessions.setLogin({ programme, staff: staff.id }, login, password);
  } else {
    await pool.query('delete from access_session where programme = $1 and staff = $2', [programme, staff.id]);
    await pool.query('delete from access_login where programme = $1 and staff = $2', [programme, staff.id]);
    await pool.query('delete from access_invite where programme = $1 and staff = $2', [programme, staff.id]);
  }
  const action = login === undefined ? 'close' : 'login';
  if (call.json) printJson({ staff: staff.id, action, login: login ?? null });
  else print(`✔ ${call.say(`cli.user.${action}-done`, { names: staff.names, login: login ?? '' })}`);
}
