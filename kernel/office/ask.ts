import { keepPreviousData, QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { AnswerOf, Page } from '#kernel/server/question.ts';
import { call, NotDone, queryOf } from './door.ts';

export type Params = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** A value, and the facts behind it when they were asked for. */
export interface Answer<V> {
  readonly value: V;
  readonly facts?: { readonly ids: readonly string[]; readonly total: number };
}

/** Answers stay fresh for half a minute; what this browser records makes all of them old at once. */
export const answers = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < 2 && !(error instanceof NotDone && error.status >= 400),
      refetchOnWindowFocus: false,
    },
  },
});

interface Asking {
  /** False while the question cannot be put yet. */
  readonly when?: boolean;
  /** Also answer which facts stand behind the value. */
  readonly facts?: boolean;
  /** Keep the last answer on screen while the next one comes. */
  readonly keep?: boolean;
}

/**
 * Asks one question; its answer has the type that the question's own function has:
 * `useAsk<typeof producer>('people.producer', { person })`, with `import type { producer } from '#programme/people/queries.ts'`.
 */
export function useAsk<Q>(name: string, params: Params = {}, of: Asking = {}): UseQueryResult<Answer<AnswerOf<Q>>> {
  const query = queryOf(of.facts ? { ...params, facts: '1' } : params);
  return useQuery({
    queryKey: ['ask', name, query],
    queryFn: ({ signal }) => call<Answer<AnswerOf<Q>>>(`/api/ask/${name}${query}`, { signal }),
    enabled: of.when ?? true,
    ...(of.keep ? { placeholderData: keepPreviousData } : {}),
  });
}

export type Row = Readonly<Record<string, unknown>>;

/** One page of a table. */
export function usePage(name: string, params: Params, when = true): UseQueryResult<Answer<Page<Row>>> {
  const query = queryOf(params);
  return useQuery({
    queryKey: ['ask', name, query],
    queryFn: ({ signal }) => call<Answer<Page<Row>>>(`/api/ask/${name}${query}`, { signal }),
    placeholderData: keepPreviousData,
    enabled: when,
  });
}
