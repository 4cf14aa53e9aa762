import { Paper, Progress } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useContext, useMemo } from 'react';
import { type Params, type Row, usePage } from './ask.ts';
import { useGo } from './GoTo.tsx';
import { InPanel } from './InPanel.ts';
import { useSpeaking } from './language.tsx';
import { useOpenFact } from './openFact.ts';
import { Failed } from './Refusals.tsx';
import { usePresent } from './session.tsx';
import { TableCards } from './TableCards.tsx';
import { TableFoot } from './TableFoot.tsx';
import { TableGrid } from './TableGrid.tsx';
import { TableTools } from './TableTools.tsx';
import { type CellOf, columnsOf, type ShownColumn } from './tableColumns.ts';
import { paramsOf, useChosenColumns, useTableView } from './tableState.ts';

export interface DataTableProps {
  /** Name of the listing: `people.producers`. */
  readonly of: string;
  /** The question's own parameters. */
  readonly params?: Params;
  readonly cells?: Readonly<Record<string, CellOf>>;
  /** Page that a row opens; without it a row opens its fact. Null for rows that open nothing. */
  readonly to?: ((row: Row) => string | null) | null;
  /** Instead of `to`: what happens on a row. */
  readonly onRow?: (row: Row) => void;
  /** Filters that are set at first. */
  readonly filters?: Readonly<Record<string, string>>;
  readonly size?: number;
  /** Columns that this page never shows, because it shows them otherwise. */
  readonly without?: readonly string[];
  /** Columns that are shown only when somebody chooses them, so that the rest has room. */
  readonly folded?: readonly string[];
  /** Beside the search: a button to record something, for instance. */
  readonly tools?: ReactNode;
  /** Said when there is nothing at all. */
  readonly empty?: string;
}

const none: Params = {};
const noCells: Readonly<Record<string, CellOf>> = {};
const noFilters: Readonly<Record<string, string>> = {};

/** A table of the server's records: it sorts, filters, searches, pages and exports there; cards on a narrow screen. */
export function DataTable(props: DataTableProps) {
  const { of, params = none, cells = noCells, size = 25, filters = noFilters } = props;
  const { shape } = usePresent();
  const { say, keysUnder, language } = useSpeaking();
  const narrow = useMediaQuery('(max-width: 48em)') ?? false;
  const listing = shape(of);
  const [view, change] = useTableView(`${of}?${JSON.stringify(params)}${JSON.stringify(filters)}`, size, filters);
  const [chosen, choose] = useChosenColumns(of);
  const inPanel = useContext(InPanel);
  const open = useOpening(props);
  const columns = useMemo(
    () =>
      (listing ? columnsOf(of, listing, cells, say, keysUnder) : []).filter((c) => !props.without?.includes(c.name)),
    [listing, of, cells, say, keysUnder, props.without],
  );
  const query = paramsOf(view, listing?.columns ?? {}, params);
  const page = usePage(of, { ...query, page: view.page, size: view.size }, listing !== null);
  if (!listing) return null;
  const shown = columns.filter((c) =>
    chosen ? chosen.includes(c.name) : !c.hidden && !props.folded?.includes(c.name),
  );
  const sort = view.sort ?? listing.sort;
  const found = page.data?.value;
  const filtered = view.q !== '' || Object.values(view.filters).some((v) => v !== '' && v !== '..');
  // Ten rows need no search, and a panel has other things around it.
  const bare = inPanel && !filtered && found !== undefined && found.total <= 10;
  const body = { columns: shown as readonly ShownColumn[], rows: found?.rows ?? null, open, sort, change };
  return (
    <Paper className="table-paper" withBorder>
      {!bare && (
        <TableTools
          of={of}
          columns={columns}
          view={view}
          change={change}
          chosen={shown.map((c) => c.name)}
          choose={choose}
          query={{ ...query, lang: language }}
          narrow={narrow}
          sort={sort}
        >
          {props.tools}
        </TableTools>
      )}
      <Progress
        className="table-busy"
        value={100}
        animated
        size={2}
        color="leaf"
        style={{ visibility: page.isFetching ? 'visible' : 'hidden' }}
        aria-hidden="true"
      />
      {page.isError ? (
        <div className="table-message">
          <Failed error={page.error} again={() => void page.refetch()} />
        </div>
      ) : found && found.total === 0 ? (
        <p className="table-message">{filtered ? say('table.nothing-found') : (props.empty ?? say('table.empty'))}</p>
      ) : narrow ? (
        <TableCards {...body} />
      ) : (
        <TableGrid {...body} caption={say(of)} />
      )}
      {found && found.total > 0 && !bare && <TableFoot total={found.total} view={view} change={change} />}
    </Paper>
  );
}

/** What a click on a row does, if anything. */
function useOpening({ to, onRow }: DataTableProps): (row: Row) => Opening | null {
  const go = useGo();
  const openFact = useOpenFact();
  const { may } = usePresent();
  return (row) => {
    if (onRow) return { run: () => onRow(row) };
    if (to === null) return null;
    if (to) {
      const path = to(row);
      return path === null ? null : { path, run: () => go(path) };
    }
    const id = row['id'];
    return typeof id === 'string' && may.ask('ledger.fact') ? { run: () => openFact(id) } : null;
  };
}

export interface Opening {
  readonly path?: string;
  readonly run: () => void;
}
