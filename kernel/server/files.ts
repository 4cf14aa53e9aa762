import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { link, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { pictureIn } from '#kernel/pure/picture.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { filesOf } from './fileCopies.ts';

/** A photo has 200 KB; what is ten times as large is none of ours. */
export const fileBytes = 2_000_000;
const dayMs = 86_400_000;
/** A fact may come weeks after its photo, in a file that a phone wrote; after so long nobody will name it any more. */
const orphanDays = 90;
/** An upload that was begun and left. */
const uploadDays = 7;

export interface KeptFile {
  readonly type: string;
  readonly bytes: number;
}

/** Photos by the hash of their bytes: `files/<programme>/<aa>/<hash>` under the data directory. */
export interface Files {
  /** Where uploads grow. */
  readonly uploads: string;
  /** Takes over a whole upload: checked, on the disk, written down. The same bytes again change nothing. */
  take(of: Taking): Promise<void>;
  find(programme: string, sha256: string): Promise<KeptFile | null>;
  path(programme: string, sha256: string): string;
  /** Deletes from the disk what erasures took from the books. */
  forget(): Promise<number>;
  /** Deletes what no fact named in 90 days, and uploads that nobody went on with. */
  collect(nowMs: number): Promise<number>;
  /** What is written down and lies nowhere, as after a restore without its files: it is missing again. */
  missing(): Promise<number>;
}

export interface Taking {
  readonly programme: string;
  readonly author: string;
  readonly sha256: string;
  /** The finished upload. */
  readonly from: string;
}

export function openFiles(dataDir: string, pool: Pool): Files {
  const root = filesOf(dataDir);
  const uploads = join(dataDir, 'uploads');
  const path = (programme: string, sha256: string) => join(root, programme, sha256.slice(0, 2), sha256);
  const drop = async (programme: string, sha256: string) => rm(path(programme, sha256), { force: true });
  return {
    uploads,
    path,
    take: async ({ programme, author, sha256, from }) => {
      const { rows } = await pool.query('select 1 from file_erased where programme = $1 and sha256 = $2', [
        programme,
        sha256,
      ]);
      if (rows.length > 0) throw new Refused([refuse('file.erased')], 451);
      const bytes = await readFile(from);
      if (createHash('sha256').update(bytes).digest('hex') !== sha256)
        throw new Refused([refuse('file.other-hash')], 460);
      const picture = pictureIn(bytes);
      if (!picture) throw new Refused([refuse('file.no-picture')], 415);
      if (picture.told) throw new Refused([refuse('file.tells-more')], 422);
      await place(from, path(programme, sha256));
      await pool.query(
        `insert into file_blob (programme, sha256, bytes, type, author, received_ms) values ($1, $2, $3, $4, $5, $6)
         on conflict (programme, sha256) do nothing`,
        [programme, sha256, bytes.length, picture.type, author, Date.now()],
      );
    },
    find: async (programme, sha256) => {
      const { rows } = await pool.query('select type, bytes from file_blob where programme = $1 and sha256 = $2', [
        programme,
        sha256,
      ]);
      return (rows[0] as KeptFile | undefined) ?? null;
    },
    forget: async () => {
      const { rows } = await pool.query('select programme, sha256 from file_erased');
      for (const { programme, sha256 } of rows) await drop(programme, sha256);
      return rows.length;
    },
    collect: async (nowMs) => {
      const { rows } = await pool.query(
        `delete from file_blob b where b.received_ms < $1
           and not exists (select 1 from file_ref r where r.programme = b.programme and r.sha256 = b.sha256)
         returning programme, sha256`,
        [nowMs - orphanDays * dayMs],
      );
      for (const { programme, sha256 } of rows) await drop(programme, sha256);
      await removeOlder(uploads, nowMs - uploadDays * dayMs);
      return rows.length;
    },
    missing: async () => {
      const { rows } = await pool.query('select programme, sha256 from file_blob');
      const gone = rows.filter(({ programme, sha256 }) => !existsSync(path(programme, sha256)));
      for (const { programme, sha256 } of gone)
        await pool.query('delete from file_blob where programme = $1 and sha256 = $2', [programme, sha256]);
      return gone.length;
    },
  };
}

/** The bytes and their name are on the disk before anybody is told that they are kept. */
export async function place(from: string, to: string): Promise<void> {
  const folder = join(to, '..');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await synced(from);
  await link(from, to).catch(async (error: NodeJS.ErrnoException) => {
    // What lies there already may be half a file of a power cut: the name is only taken again for other bytes.
    if (error.code !== 'EEXIST') throw error;
    await rm(to, { force: true });
    await link(from, to);
  });
  await synced(folder).catch(() => undefined);
}

async function synced(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function removeOlder(folder: string, beforeMs: number): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const found = await stat(file).catch(() => null);
    if (found?.isFile() && found.mtimeMs < beforeMs) await rm(file, { force: true });
  }
}
