import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import type { BodyOf, FactKind, Receipt } from '#kernel/pure/fact.ts';
import type { Extras } from '#kernel/pure/maker.ts';
import type { MyDoors } from '#kernel/server/myDoors.ts';
import type { ListingShape } from '#kernel/server/question.ts';
import type { Session } from '#kernel/server/routes.ts';
import { answers } from './ask.ts';
import { call, NotDone, send } from './door.ts';
import { record, type Told } from './record.ts';

export interface Present {
  readonly session: Session;
  readonly may: {
    /** True when the person may ask this question. */
    readonly ask: (question: string) => boolean;
    /** True when the person may record this kind of fact somewhere. */
    readonly record: (kind: string) => boolean;
  };
  /** Columns of a table, by the name of its question. */
  readonly shape: (question: string) => ListingShape | null;
  readonly leave: () => Promise<void>;
}

const Context = createContext<Present | null>(null);

interface Arrived {
  readonly session: Session;
  readonly doors: MyDoors;
  /** Server minus browser clock in ms. */
  readonly offset: number;
}

async function arrive(): Promise<Arrived | null> {
  try {
    const [session, doors] = await Promise.all([call<Session>('/api/session'), call<MyDoors>('/api/doors')]);
    return { session, doors, offset: Date.parse(session.server.time) - Date.now() };
  } catch (error) {
    if (error instanceof NotDone && (error.status === 401 || error.status === 403)) return null;
    throw error;
  }
}

const key = ['session'];

/** Who sits here; null when nobody is signed in. */
export function useArrival() {
  return useQuery({ queryKey: key, queryFn: arrive, staleTime: Number.POSITIVE_INFINITY });
}

/** Drops what was answered to somebody else. The session itself stays watched, so that the screen turns with it. */
function forget(): void {
  answers.removeQueries({ predicate: (query) => query.queryKey[0] !== key[0] });
}

/** Signs in, or sets up the first administrator; then everything is asked anew as that person. */
export async function enter(
  path: '/api/session' | '/api/setup' | '/api/invite',
  body: Readonly<Record<string, string>>,
): Promise<void> {
  await send('POST', path, body);
  forget();
  await answers.refetchQueries({ queryKey: key });
}

export function Signed({ arrived, children }: { readonly arrived: Arrived; readonly children: ReactNode }) {
  const { doors } = arrived;
  // Asked anew after each record, with the time of the server; as long as the doors are the same, so are the pages.
  const may = useMemo<Present['may']>(() => {
    const facts = new Set(doors.facts);
    return { ask: (question) => question in doors.questions, record: (kind) => facts.has(kind) };
  }, [doors]);
  const value = useMemo<Present & { offset: number }>(() => {
    return {
      session: arrived.session,
      offset: arrived.offset,
      may,
      shape: (question) => arrived.doors.questions[question] ?? null,
      leave: async () => {
        await send('DELETE', '/api/session').catch(() => undefined);
        answers.setQueryData(key, null);
        forget();
      },
    };
  }, [arrived, may]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function usePresent(): Present {
  const found = useContext(Context);
  if (!found) throw new Error('nobody is signed in');
  return found;
}

/** Records one fact as the person who sits here. `const tell = useRecord(); await tell(ProducerCorrected, { … })` */
export function useRecord(): <K extends FactKind>(kind: K, body: BodyOf<K>, extras?: Extras) => Promise<Receipt> {
  const { session, offset } = usePresent() as Present & { offset: number };
  return useCallback(
    async (kind, body, extras) => {
      const told = { kind, body, ...(extras ? { extras } : {}) } as unknown as Told;
      const [receipt] = await record({ programme: session.programme.id, staff: session.staff.id, offset }, [told]);
      if (!receipt) throw new Error('no receipt');
      return receipt;
    },
    [session, offset],
  );
}

/** Records several facts in one request: all of them are told, and the first refusal ends it. */
export function useRecordAll(): (told: readonly Told[]) => Promise<readonly Receipt[]> {
  const { session, offset } = usePresent() as Present & { offset: number };
  return useCallback(
    (told) => record({ programme: session.programme.id, staff: session.staff.id, offset }, told),
    [session, offset],
  );
}
