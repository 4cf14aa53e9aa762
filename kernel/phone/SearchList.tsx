import type { ReactNode } from 'react';
import { useSay } from './hooks.tsx';
import { Icon } from './Icon.tsx';

interface SearchListProps<R> {
  /** What is asked for, and what it is called. */
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly label: string;
  /** What was found, of how many. */
  readonly rows: readonly R[];
  readonly all: number;
  /** More rows than a thumb scrolls through; the search finds the rest. */
  readonly most: number;
  /** What is said when there is nobody at all; nothing while it is still being read. */
  readonly none: string | undefined;
  /** What is said below when not all are shown. */
  readonly shown: (n: number, of: number) => string;
  readonly keyOf: (row: R) => string;
  readonly row: (row: R) => ReactNode;
  /** What stands between the search and the list. */
  readonly children?: ReactNode;
}

/** People of this phone, found while somebody types. */
export function SearchList<R>(props: SearchListProps<R>) {
  const say = useSay();
  const { search, onSearch, label, rows, all, most, none, shown, keyOf, row, children } = props;
  return (
    <>
      <label className="search">
        <Icon name="search" />
        <input
          type="search"
          enterKeyHint="search"
          placeholder={label}
          aria-label={label}
          value={search}
          onInput={(event) => onSearch((event.target as HTMLInputElement).value)}
        />
      </label>
      {children}
      {all === 0 && none !== undefined && <p className="empty">{none}</p>}
      {all > 0 && rows.length === 0 && <p className="empty">{say('phone.nothing-found', { text: search })}</p>}
      {rows.length > 0 && (
        <ul className="list">
          {rows.slice(0, most).map((one) => (
            <li key={keyOf(one)}>{row(one)}</li>
          ))}
        </ul>
      )}
      {rows.length > most && <p className="empty">{shown(most, rows.length)}</p>}
    </>
  );
}
