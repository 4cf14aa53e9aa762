import type { PoolClient } from 'pg';
import { entering } from '#kernel/ledger/entering.ts';
import type { Ledger } from '#kernel/ledger/ledger.ts';
import { type Statement, together } from '#kernel/ledger/together.ts';
import type { Actors } from '#kernel/server/actors.ts';
import type { SignedIn } from '#kernel/server/sessions.ts';
import type { Desk } from './desk.ts';
import { deviceAndHead, enrol, giveSeries, noteContact } from './devices.ts';
import { digests, feedPage } from './feed.ts';
import { limits } from './protocol.ts';
import { hashAt, isCloned, renumbered, storedReceipts } from './receiving.ts';

/** The store of the server: the log through the ledger's own door, the rest in transactions with no more rights than the application has. */
export function postgresDesk(ledger: Ledger, actors: Actors, size: number = limits.changes): Desk {
  return {
    standing: (who) => actors.of(who.programme, who.staff),
    forgetStandings: () => actors.forget(),
    record: (who, facts) => ledger.record(who.programme, facts, { staff: who.staff }),
    read: (who, work) =>
      atOneMoment(ledger, who, ({ client, open }) => {
        const { programme } = who;
        const then = async <T>(read: () => Promise<T>): Promise<T> => {
          await together(client, open());
          return read();
        };
        return work({
          device: (device) => deviceAndHead(client, programme, device, open()),
          isCloned: (device, sent) => then(() => isCloned(client, programme, device, sent)),
          renumbered: (facts) => then(() => renumbered(client, who, facts)),
          receipts: (ids) => then(() => storedReceipts(client, who, ids)),
          hashAt: (number) => then(() => hashAt(client, programme, number)),
          scopes: () => then(() => allScopes(client, programme)),
          page: (of) => then(() => feedPage(client, { ...of, programme, size, scopes: [...of.view.keys()] })),
          digests: (view) => then(() => digests(client, programme, view)),
        });
      }),
    write: (who, work) =>
      within(ledger, who, (client) =>
        work({
          enrol: (request, now, forkedFrom) => enrol(client, who, request, now, forkedFrom),
          giveSeries: (device) => giveSeries(client, who.programme, device),
          noteContact: (request, haveThrough, now) => noteContact(client, who, request, haveThrough, now),
        }),
      ),
  };
}

async function allScopes(client: PoolClient, programme: string): Promise<string[]> {
  const { rows } = await client.query('select id from ledger_scope where programme = $1 order by id', [programme]);
  return rows.map((row) => String(row.id));
}

interface Reading {
  readonly client: PoolClient;
  /** What opens the transaction, for the first that reads in it; nothing afterwards. */
  open(): readonly Statement[];
}

/**
 * Reads from one state of the database. The transaction begins in the round trip of its first reading, and nobody waits for
 * its end: a phone that asks for news and finds none costs two trips less.
 */
async function atOneMoment<T>(ledger: Ledger, who: SignedIn, work: (of: Reading) => Promise<T>): Promise<T> {
  const client = await ledger.pool.connect();
  let rest: readonly Statement[] = [
    { text: 'begin isolation level repeatable read read only' },
    {
      text: `select set_config('role', 'minka_app', true), set_config('minka.programmes', $1, true)`,
      values: [`{${who.programme}}`],
    },
  ];
  const open = () => {
    const now = rest;
    rest = [];
    return now;
  };
  const end = (how: 'commit' | 'rollback') => {
    client.query(how).then(
      () => client.release(),
      (error: Error) => client.release(error),
    );
  };
  try {
    const value = await work({ client, open });
    end('commit');
    return value;
  } catch (error) {
    end('rollback');
    throw error;
  }
}

async function within<T>(ledger: Ledger, who: SignedIn, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await ledger.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(entering(who.programme).join(';\n'));
    const value = await work(client);
    await client.query('commit');
    return value;
  } catch (error) {
    await client.query('rollback').catch((e: Error) => {
      broken = e;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
