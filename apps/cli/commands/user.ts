import { createInterface } from 'node:readline/promises';
import type { OpenHouse } from '#apps/server/house.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { Command } from '../commands.ts';
import { inHouse, programmeOf } from '../opening.ts';
import { print, printJson, printTable } from '../printing.ts';

async function staffNamed(house: OpenHouse, programme: string, named: string): Promise<{ id: string; names: string }> {
  const { rows } = await house.ledger.pool.query(
    'select id, names from partners_staff where programme = $1 and not void and (id::text = $2 or lower(email) = lower($2) or lower(names) = lower($2))',
    [programme, named],
  );
  if (rows.length !== 1) throw new Refused([refuse('cli.no-such-staff')]);
  return rows[0];
}

/** A password never stands on the command line, where every process sees it: it is asked for, or read from standard input. */
async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) {
    let text = '';
    for await (const chunk of process.stdin) text += chunk;
    return text.trim();
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const password = await asking.question('Password (8 characters or more): ');
  asking.close();
  return password.trim();
}

export const userCommand: Command = {
  takes: 'list · login STAFF LOGIN · close STAFF',
  about: "who may sign in; give a login (password from standard input); end somebody's sessions",
  options: {},
  run: (call) =>
    inHouse(call, async (house) => {
      const programme = await programmeOf(call, house);
      const [action = 'list', named, login] = call.words;
      const { pool } = house.ledger;
      if (action === 'list') {
        const { rows } = await pool.query(
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
            ['names', 'login', 'roles', 'sessions', 'id'],
            rows.map((r) => [r.names, r.login, r.roles.join(', '), r.sessions, r.id]),
          );
        return 0;
      }
      if (!named || (action !== 'login' && action !== 'close') || (action === 'login' && !login))
        throw new Refused([refuse('cli.missing', { what: userCommand.takes })]);
      const staff = await staffNamed(house, programme, named);
      if (action === 'login')
        await house.sessions.setLogin({ programme, staff: staff.id }, login as string, await readPassword());
      else {
        await pool.query('delete from access_session where programme = $1 and staff = $2', [programme, staff.id]);
        await pool.query('delete from access_login where programme = $1 and staff = $2', [programme, staff.id]);
      }
      if (call.json) printJson({ staff: staff.id, action });
      else print(`✔ ${staff.names}`);
      return 0;
    }),
};
