import { type Landed, type Landing, on } from '#kernel/ledger/landing.ts';
import { type Need, type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { settleVerdict } from '#programme/plots/casesSettling.ts';
import {
  CaseDecided,
  CaseEvidenceGiven,
  CaseOpened,
  CaseVisited,
  LayerBrought,
  LayerRetired,
  PlotScreened,
  ScreeningRuleSet,
} from '#programme/plots/screeningFacts.ts';
import { inputsOf } from '#programme/plots/screeningInputs.ts';
import {
  type CaseStepRow,
  caseStepTable,
  caseTable,
  layerTable,
  ruleTable,
  screeningTable,
  verdictChangeTable,
} from '#programme/plots/screeningTables.ts';
import { boundaryTable, plotTable, verdictTable } from '#programme/plots/tables.ts';

/** All that a plot's verdict follows from. */
const historyOf = (plot: string): Need[] => [
  rowOf(plotTable, plot),
  rowOf(verdictTable, plot),
  rowsWhere(boundaryTable, 'plot', plot),
  rowsWhere(screeningTable, 'plot', plot),
  rowsWhere(caseStepTable, 'plot', plot),
  rowsWhere(caseTable, 'plot', plot),
  rowsWhere(verdictChangeTable, 'plot', plot),
];

export const screeningLandings: readonly Landing[] = [
  on(LayerBrought, {
    apply: (f, rows) => {
      const { kind, name, version, source, licence, shows, sha256, bytes, cells, synthetic, ...rest } = f.body;
      rows.add(layerTable, {
        ...{ programme: f.programme, id: f.id, kind, name, version, source, licence, shows },
        file_name: rest.fileName,
        ...{ sha256, bytes, west: rest.west, south: rest.south, east: rest.east, north: rest.north, cells, synthetic },
        from_day: rest.from,
        until_day: rest.until ?? null,
        number: f.number,
        brought_by: f.author,
        on_day: rest.on,
        retired: null,
        void: false,
      });
    },
    undo: (f, rows) => rows.change(layerTable, f.id, { void: true }),
  }),

  on(LayerRetired, {
    needs: (f) => [rowOf(layerTable, f.body.layer)],
    flags: (f, rows) => (rows.need(layerTable, f.body.layer).retired ? [refuse('plots.layer-already-retired')] : []),
    apply: (f, rows) => {
      if (!rows.need(layerTable, f.body.layer).retired) rows.change(layerTable, f.body.layer, { retired: f.id });
    },
    undo: (f, rows) => {
      if (rows.need(layerTable, f.body.layer).retired === f.id)
        rows.change(layerTable, f.body.layer, { retired: null });
    },
  }),

  on(ScreeningRuleSet, {
    apply: (f, rows) =>
      rows.add(ruleTable, {
        programme: f.programme,
        id: f.id,
        name: f.body.name,
        source: f.body.source,
        share_ppm: f.body.sharePpm,
        loss_from_year: f.body.lossFromYear,
        tree_percent: f.body.treePercent,
        protected_ppm: f.body.protectedPpm,
        from_day: f.body.from,
        reason: f.body.reason ?? null,
        number: f.number,
        on_day: f.body.on,
        void: false,
      }),
    undo: (f, rows) => rows.change(ruleTable, f.id, { void: true }),
  }),

  on(PlotScreened, {
    needs: (f) => historyOf(f.body.plot),
    flags: (f, rows) => {
      const last = rows
        .where(screeningTable, 'plot', f.body.plot)
        .filter((row) => !row.void)
        .sort((a, b) => b.number - a.number)[0];
      // The same ground by the same rule on the same layers says the same: it is not written twice.
      return last?.inputs === inputsOf(f.body) ? [refuse('plots.screening-known')] : [];
    },
    apply: (f, rows) => {
      rows.add(screeningTable, screened(f));
      settleVerdict(f.body.plot, rows);
    },
    undo: (f, rows) => {
      rows.change(screeningTable, f.id, { void: true });
      settleVerdict(f.body.plot, rows);
    },
  }),

  on(CaseOpened, {
    needs: (f) => historyOf(f.body.plot),
    flags: (f, rows) => {
      const other = otherPlot(f.body, rows);
      if (other.length > 0) return other;
      const open = rows.where(caseTable, 'plot', f.body.plot).some((row) => !row.void && row.state === 'open');
      if (open) return [refuse('plots.case-open-already')];
      return rows.get(verdictTable, f.body.plot)?.screening === f.body.case ? [] : [refuse('plots.case-older')];
    },
    ...step('opened', (body) => ({ note: body.reason })),
  }),

  on(CaseEvidenceGiven, {
    needs: (f) => historyOf(f.body.plot),
    flags: (f, rows) => otherPlot(f.body, rows),
    ...step('evidence', ({ what, plantedYear, note }) => ({
      what,
      planted_year: plantedYear ?? null,
      note: note ?? null,
    })),
  }),

  on(CaseVisited, {
    needs: (f) => historyOf(f.body.plot),
    flags: (f, rows) => otherPlot(f.body, rows),
    ...step('visit', ({ found, plantedYear, shadeTrees, note, lon, lat }) => ({
      what: found,
      planted_year: plantedYear ?? null,
      shade_trees: shadeTrees ?? null,
      note: note ?? null,
      lon: lon ?? null,
      lat: lat ?? null,
    })),
  }),

  on(CaseDecided, {
    needs: (f) => [...historyOf(f.body.plot), rowOf(caseTable, f.body.case)],
    flags: whyNotDecide,
    ...step('decided', ({ verdict, reason }) => ({ what: verdict, note: reason })),
  }),
];

type Deciding = Landed<BodyOf<typeof CaseDecided>>;

function whyNotDecide(f: Deciding, rows: Rows): Refusal[] {
  const other = otherPlot(f.body, rows);
  if (other.length > 0) return other;
  const own = rows.get(caseTable, f.body.case);
  if (!own || own.void) return [refuse('plots.case-older')];
  if (own.state !== 'open') return [refuse('plots.case-closed')];
  const mapped = rows.fact<Landed>(own.boundary);
  if (mapped.author === f.author) return [refuse('plots.case-own-boundary')];
  const seen = own.evidence + own.visits > 0 || own.reason === 'boundary-changed';
  return seen ? [] : [refuse('plots.case-no-evidence')];
}

function otherPlot(body: { readonly case: string; readonly plot: string }, rows: Rows): Refusal[] {
  const about = rows.where(screeningTable, 'plot', body.plot).some(({ id }) => id === body.case);
  return about ? [] : [refuse('plots.case-other-plot')];
}

type Said = Partial<
  Omit<CaseStepRow, 'programme' | 'id' | 'case_id' | 'plot' | 'author' | 'number' | 'on_day' | 'void'>
>;
interface OfCase {
  readonly case: string;
  readonly plot: string;
  readonly on: string;
}

/** A step of a case: written down, and the plot's verdict told again. */
function step<B extends OfCase>(
  what: CaseStepRow['step'],
  said: (body: B) => Said,
): Pick<{ apply: (f: Landed<B>, rows: Rows) => void; undo: (f: Landed<B>, rows: Rows) => void }, 'apply' | 'undo'> {
  return {
    apply: (f, rows) => {
      rows.add(caseStepTable, {
        ...{ what: null, planted_year: null, shade_trees: null, note: null, lon: null, lat: null },
        ...said(f.body),
        programme: f.programme,
        id: f.id,
        case_id: f.body.case,
        plot: f.body.plot,
        step: what,
        author: f.author,
        number: f.number,
        on_day: f.body.on,
        void: false,
      });
      settleVerdict(f.body.plot, rows);
    },
    undo: (f, rows) => {
      rows.change(caseStepTable, f.id, { void: true });
      settleVerdict(f.body.plot, rows);
    },
  };
}

function screened(f: Landed<BodyOf<typeof PlotScreened>>) {
  const { body } = f;
  return {
    programme: f.programme,
    id: f.id,
    run: body.run,
    plot: body.plot,
    boundary: body.boundary,
    number: f.number,
    inputs: inputsOf(body),
    rule: body.rule.name,
    rule_share_ppm: body.rule.sharePpm,
    area_m2: body.areaM2,
    layers: body.layers,
    trees_ppm: body.treesPpm ?? null,
    lost_before_ppm: body.lostBeforePpm ?? null,
    lost_after_ppm: body.lostAfterPpm ?? null,
    alerts_ppm: body.alertsPpm ?? null,
    unknown_ppm: body.unknownPpm,
    protected_ppm: body.protectedPpm ?? null,
    community_ppm: body.communityPpm ?? null,
    verdict: body.verdict,
    reasons: body.reasons,
    findings: body.findings,
    on_day: body.on,
    void: false,
  };
}
