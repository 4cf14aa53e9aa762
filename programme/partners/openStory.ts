import type * as z from 'zod/mini';
import { openLedger } from '#kernel/ledger/ledger.ts';
import type { Receipt } from '#kernel/pure/fact.ts';
import { type Seeded, seeded, uuid7 } from '#kernel/pure/ids.ts';
import type { Role } from '#kernel/pure/policy.ts';
import type { Bilingual } from '#kernel/pure/words.ts';
import { importDoor } from '#kernel/server/importDoor.ts';
import { type ImportSpec, runImport } from '#kernel/server/importing.ts';
import type { Question } from '#kernel/server/question.ts';
import { readerOf, readerOn, reading } from '#kernel/server/reading.ts';
import { testDatabase } from '#kernel/server/testDatabase.ts';
import { programmeRegistry } from '#programme/capabilities.ts';

/** A fact that was told: its id, what became of it, and the codes of its flags. */
export interface Told {
  readonly id: string;
  readonly outcome: Receipt['outcome'];
  readonly codes: readonly string[];
  readonly flags: Receipt['flags'];
}

export type Story = Awaited<ReturnType<typeof openStory>>;

/**
 * A programme with one zone (Satipo, districts 120601 and 120606) on a real ledger and database, told fact by fact.
 * The programme itself tells unless somebody else is named.
 */
export async function openStory() {
  const database = await testDatabase();
  const ledger = await openLedger(database.pool, programmeRegistry());
  const chance: Seeded = seeded(20);
  let ms = Date.UTC(2020, 1, 3);
  let seq = 0;
  const newId = () => uuid7((ms += 1000), chance.bytes);
  const [programme, device] = [newId(), newId()];
  await ledger.found(programme, 'STORY');

  const tell = async (
    kind: string,
    body: object,
    how: { by?: string; id?: string; corrects?: string } = {},
  ): Promise<Told> => {
    const id = how.id ?? newId();
    seq += 1;
    const envelope = { id, kind, version: 1, programme, author: how.by ?? programme, device, seq, prevHash: null };
    const rest = { at: new Date(ms).toISOString(), offset: 0, deps: [], files: [], body };
    const corrects = how.corrects === undefined ? {} : { corrects: how.corrects };
    const [receipt] = await ledger.record(programme, [{ ...envelope, ...rest, ...corrects }], {
      staff: null,
      receivedMs: ms,
    });
    if (!receipt) throw new Error('no receipt');
    return { id, outcome: receipt.outcome, codes: receipt.flags.map((flag) => flag.code), flags: receipt.flags };
  };
  const on = '2020-03-01';
  const founding = { name: 'MOCCA', code: 'MOCCA', country: 'PE', startedOn: '2020-02-01', endsOn: '2023-01-31' };
  await tell('partners.programmeFounded', founding, { id: programme });
  const zone = (await tell('partners.zoneOpened', { name: 'Satipo', districts: ['120601', '120606'], on })).id;

  /** Somebody new with one role, everywhere or in some places. */
  const joins = async (names: string, role: Role, scopes: readonly string[] = [], person?: string): Promise<string> => {
    const staff = await tell('partners.staffJoined', {
      names,
      email: `${names.replaceAll(' ', '.')}@minka.pe`,
      person,
      on,
    });
    await tell('partners.roleGranted', { staff: staff.id, role, scopes, on });
    return staff.id;
  };
  const ask = <S extends z.ZodMiniType, V>(
    question: Question<S, V>,
    params: z.output<S> = {} as z.output<S>,
    roles: readonly Role[] = ['administrator'],
    by: string = programme,
  ) =>
    reading(database.pool, programme, (client) => {
      const grants = roles.map((role) => ({ role, scopes: 'all' as const }));
      const asker = {
        actor: { id: by, programme, grants },
        programme,
        language: 'es' as const,
        scopes: 'all' as const,
      };
      return question.answer(readerOn(client), params, asker);
    });
  const rows = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
    (await database.pool.query(sql, values)).rows;

  const reader = readerOf(database.pool, programme);
  /** A file that comes in through the import's own door. */
  const brings = (
    spec: ImportSpec,
    fileName: string,
    text: string | Uint8Array,
    how: { dryRun?: boolean; words?: Bilingual[] } = {},
  ) =>
    runImport({
      ...importDoor(ledger, programme, programme),
      spec,
      fileName,
      bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
      dryRun: how.dryRun ?? false,
      language: 'es',
      words: how.words ?? [],
    });

  return { programme, zone, on, ledger, tell, joins, ask, rows, reader, brings, close: database.close };
}
