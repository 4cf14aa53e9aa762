import type { LandReason } from '#programme/plots/screeningFacts.ts';
import type { CaseRow, CaseStepRow, ScreeningRow } from '#programme/plots/screeningTables.ts';
import type { VerdictRow } from '#programme/plots/tables.ts';

/* What a plot's verdict is follows from its screenings and from what people did, told in the order of the log. */

type Verdict = VerdictRow['verdict'];
type Screened = Omit<ScreeningRow, 'programme' | 'void'>;
type Step = Omit<CaseStepRow, 'programme' | 'void'>;
type Case = { -readonly [K in keyof CaseRow]: CaseRow[K] };

export interface Standing {
  readonly screening: Screened;
  readonly verdict: Verdict;
  /** Since when the verdict is this one. */
  readonly at: string;
  readonly reasons: readonly LandReason[];
  /** The verdict that another boundary had, while nobody else has looked at the change. */
  readonly changedFrom: Verdict | null;
  readonly ownCase: CaseRow | null;
}
export interface Told {
  readonly standing: Standing | null;
  readonly cases: readonly CaseRow[];
  readonly changes: readonly { fact: string; number: number; at: string; verdict: Verdict; reason: LandReason }[];
}

const rank: Readonly<Record<Verdict, number>> = { none: 0, low: 1, more_info: 2, high: 3 };
export const worse = (a: Verdict, b: Verdict): Verdict => (rank[a] >= rank[b] ? a : b);

/**
 * A boundary was drawn anew and the ground under it says something else: null when nothing changes. Nobody moves a plot
 * off its clearing alone: until a second person has decided, the worse of the two verdicts counts.
 */
export function verdictWouldChange(
  before: Pick<VerdictRow, 'verdict' | 'boundary'> | null | undefined,
  next: { readonly verdict: Verdict; readonly boundary: string | null },
): { readonly from: Verdict; readonly to: Verdict; readonly counts: Verdict } | null {
  if (!before || before.verdict === 'none' || next.verdict === 'none') return null;
  if (before.boundary === next.boundary || before.verdict === next.verdict) return null;
  return { from: before.verdict, to: next.verdict, counts: worse(before.verdict, next.verdict) };
}

/**
 * Tells a plot's history again, from nothing: what was taken back has simply not happened. `agreed` are the boundaries that
 * a second person let count already.
 */
export function tellVerdict(
  programme: string,
  screenings: readonly Screened[],
  steps: readonly Step[],
  agreed: ReadonlySet<string> = new Set(),
): Told {
  const history = new History(programme, agreed);
  const all = [
    ...screenings.map((screened) => ({ number: screened.number, screened, step: null })),
    ...steps.map((step) => ({ number: step.number, screened: null, step })),
  ].sort((a, b) => a.number - b.number);
  for (const { screened, step } of all) {
    if (screened) history.screen(screened);
    else if (step) history.step(step);
  }
  return history.told();
}

class History {
  private readonly programme: string;
  private readonly agreed: ReadonlySet<string>;
  private readonly cases = new Map<string, Case>();
  private readonly changes: { fact: string; number: number; at: string; verdict: Verdict; reason: LandReason }[] = [];
  private now: Screened | null = null;
  private open: Case | null = null;
  private decided: { readonly of: Case; readonly on: Screened } | null = null;
  private changedFrom: Verdict | null = null;
  private asked = false;

  constructor(programme: string, agreed: ReadonlySet<string>) {
    this.programme = programme;
    this.agreed = agreed;
  }

  screen(next: Screened): void {
    const before = this.now && { verdict: this.verdict(), boundary: this.now.boundary };
    // A change that nobody looked at yet stays one, however often the new boundary is screened.
    const pending = this.changedFrom !== null && this.now?.boundary === next.boundary ? this.changedFrom : null;
    this.changedFrom = pending ?? verdictWouldChange(before, next)?.from ?? null;
    if (this.changedFrom === next.verdict || this.agreed.has(next.boundary)) this.changedFrom = null;
    if (this.decided && !stillHolds(this.decided, next)) this.decided = null;
    this.now = next;
    const looks = !this.decided && (next.verdict === 'more_info' || this.changedFrom !== null || this.asked);
    if (!looks && this.open) this.open.state = 'settled';
    if (!looks) this.close();
    else if (this.open) this.open.screening = next.id;
    else this.begin(next.id, next, this.changedFrom === null ? (next.reasons[0] ?? 'asked') : 'boundary-changed');
    this.note(next.id, next.number, next.on_day);
  }

  step(step: Step): void {
    if (!this.now) return;
    const own = this.cases.get(step.case_id);
    if (step.step === 'opened' && !this.open) {
      this.asked = true;
      this.decided = null;
      const again = this.cases.get(this.now.id);
      if (again) {
        Object.assign(again, { state: 'open', verdict: null, decided_by: null, decided_on: null, decision: null });
        this.open = again;
      } else this.begin(this.now.id, this.now, 'asked');
      if (this.open) Object.assign(this.open, { opened_by: step.author, opened_on: step.on_day, why: step.note });
    }
    if (step.step === 'evidence' && own) own.evidence += 1;
    if (step.step === 'visit' && own) own.visits += 1;
    if (step.step === 'decided' && own && own === this.open) {
      own.state = 'decided';
      own.verdict = step.what as 'low' | 'high';
      own.decided_by = step.author;
      own.decided_on = step.on_day;
      own.decision = step.id;
      own.decision_why = step.note;
      this.decided = { of: own, on: this.now };
      this.changedFrom = null;
      this.close();
    }
    this.note(step.id, step.number, step.on_day);
  }

  told(): Told {
    const { now } = this;
    const last = this.changes.at(-1);
    const own = this.open ?? this.decided?.of ?? null;
    const standing = now && {
      screening: now,
      verdict: this.verdict(),
      at: last?.at ?? now.on_day,
      reasons: this.reasons(),
      changedFrom: this.changedFrom,
      ownCase: own,
    };
    return { standing, cases: [...this.cases.values()], changes: this.changes };
  }

  private verdict(): Verdict {
    if (!this.now) return 'none';
    if (this.decided) return this.decided.of.verdict ?? 'more_info';
    if (this.changedFrom !== null) return worse(this.changedFrom, this.now.verdict);
    return this.asked ? worse(this.now.verdict, 'more_info') : this.now.verdict;
  }

  private reasons(): readonly LandReason[] {
    const own = this.now?.reasons ?? [];
    if (this.decided) return ['decided', ...own];
    if (this.changedFrom !== null) return ['boundary-changed', ...own];
    return this.asked ? ['asked', ...own] : own;
  }

  private close(): void {
    this.open = null;
    this.asked = false;
  }

  private begin(id: string, about: Screened, reason: LandReason): void {
    const made: Case = {
      programme: this.programme,
      id,
      screening: about.id,
      plot: about.plot,
      boundary: about.boundary,
      state: 'open',
      reason,
      opened_on: about.on_day,
      opened_by: null,
      why: null,
      evidence: 0,
      visits: 0,
      verdict: null,
      decided_by: null,
      decided_on: null,
      decision: null,
      decision_why: null,
      void: false,
    };
    this.cases.set(id, made);
    this.open = made;
  }

  private note(fact: string, number: number, at: string): void {
    const verdict = this.verdict();
    if (this.changes.at(-1)?.verdict === verdict) return;
    this.changes.push({ fact, number, at, verdict, reason: this.reasons()[0] ?? 'nothing-known' });
  }
}

/** A decision was made on ground as the layers showed it: it holds as long as they show nothing worse of the same plot. */
function stillHolds({ on }: { readonly on: Screened }, next: Screened): boolean {
  return (
    on.boundary === next.boundary &&
    rank[next.verdict] <= rank[on.verdict] &&
    (next.lost_after_ppm ?? 0) <= (on.lost_after_ppm ?? 0) &&
    (next.alerts_ppm ?? 0) <= (on.alerts_ppm ?? 0)
  );
}
