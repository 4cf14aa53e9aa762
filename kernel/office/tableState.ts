import { useCallback, useState } from 'react';
import type { Column } from '#kernel/server/question.ts';
import type { Params } from './ask.ts';
import { toServer } from './tableColumns.ts';

/** How somebody looks at a table just now. Kept while the tab is open, never in the address: filters may name people. */
export interface TableView {
  readonly page: number;
  readonly size: number;
  readonly sort: string | null;
  readonly q: string;
  /** Per column, as typed: one value, or `from..to`. */
  readonly filters: Readonly<Record<string, string>>;
}

const remembered = new Map<string, TableView>();

export function useTableView(key: string, size: number, filters: Readonly<Record<string, string>>) {
  const [view, keepView] = useState<TableView>(
    () => remembered.get(key) ?? { page: 0, size, sort: null, q: '', filters },
  );
  const change = useCallback(
    (part: Partial<TableView>) =>
      keepView((old) => {
        const next = { ...old, page: 0, ...part };
        remembered.set(key, next);
        return next;
      }),
    [key],
  );
  return [view, change] as const;
}

/** The view as the server's query; the same words serve the export. */
export function paramsOf(view: TableView, columns: Readonly<Record<string, Column>>, own: Params): Params {
  const filters = Object.entries(view.filters).flatMap(([name, typed]) => {
    const type = columns[name]?.type;
    if (!type) return [];
    const [from = '', to] = typed.split('..');
    const value = to === undefined ? toServer(type, from) : `${toServer(type, from)}..${toServer(type, to)}`;
    return value === '' || value === '..' ? [] : [[`f.${name}`, value] as const];
  });
  return { ...own, ...Object.fromEntries(filters), q: view.q.trim(), sort: view.sort };
}

/** Columns that somebody chose to see, for next time. */
export function useChosenColumns(table: string): [readonly string[] | null, (names: readonly string[] | null) => void] {
  const place = `minka.columns.${table}`;
  const [chosen, set] = useState<readonly string[] | null>(() => {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(place) ?? 'null');
      return Array.isArray(kept) ? kept.map(String) : null;
    } catch {
      return null;
    }
  });
  return [
    chosen,
    (names) => {
      if (names) localStorage.setItem(place, JSON.stringify(names));
      else localStorage.removeItem(place);
      set(names);
    },
  ];
}
