import type { PoolClient } from 'pg';
import { entering } from '#kernel/ledger/entering.ts';
import type { Ledger } from '#kernel/ledger/ledger.ts';
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
      within(ledger, who, 'isolation level repeatable read read only', (client) => {
        const { programme } = who;
        return work({
          device: (device) => deviceAndHead(client, programme, device),
          isCloned: (device, sent) => isCloned(client, programme, device, sent),
          renumbered: (facts) => renumbered(client, who, facts),
          receipts: (ids) => storedReceipts(client, who, ids),
          hashAt: (number) => hashAt(client, programme, number),
          scopes: () => allScopes(client, programme),
          page: (of) => feedPage(client, { ...of, programme, size, scopes: [...of.view.keys()] }),
          digests: (view) => digests(client, programme, view),
        });
      }),
    write: (who, work) =>
      within(ledger, who, '', (client) =>
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

async function within<T>(
  ledger: Ledger,
  who: SignedIn,
  mode: string,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await ledger.pool.connect();
  let broken: Error | undefined;
  try {
    const [begin, ...rest] = entering(who.programme);
    await client.query([`${begin} ${mode}`, ...rest].join(';\n'));
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
