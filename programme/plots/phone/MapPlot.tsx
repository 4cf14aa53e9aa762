import { useEffect, useMemo, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { TextField } from '#kernel/phone/Fields.tsx';
import { type Seat, useDraft, useRecords, useSay, useSeat, useToday } from '#kernel/phone/hooks.tsx';
import { Icon, type IconName } from '#kernel/phone/Icon.tsx';
import { replacedBy } from '#kernel/phone/mending.ts';
import { refusalsAt } from '#kernel/phone/refusalsAt.ts';
import { MainButton, Screen, showTrouble } from '#kernel/phone/Screen.tsx';
import { BoundaryMapped, PlotRegistered } from '#programme/plots/facts.ts';
import { near, readLive } from '#programme/plots/live.ts';
import type { LandRules } from '#programme/plots/ruleSets.ts';
import { ringOf } from '#programme/plots/walking.ts';
import { DrawStep } from './DrawStep.tsx';
import { FactsStep } from './FactsStep.tsx';
import {
  boundaryBody,
  emptyMapping,
  type Mapping,
  type Method,
  mappingFacts,
  mappingKey,
  plotBody,
} from './mapping.ts';
import { declaredOf, type LimitsDoc, type PlotDoc, plotOverlays, rulesToday } from './plots.ts';
import './plots.css';

const ways: readonly { method: Method; icon: IconName }[] = [
  { method: 'walk', icon: 'walk' },
  { method: 'corners', icon: 'place' },
  { method: 'tap', icon: 'add' },
  { method: 'point', icon: 'check' },
];
const steps = ['how', 'draw', 'facts'] as const;

/** A plot is mapped: how, its boundary, what she says of it. Without network, and never from the beginning twice. */
export function MapPlot({ person = '' }: { readonly person?: string }) {
  const say = useSay();
  const seat = useSeat();
  const [, go] = useLocation();
  const again = new URLSearchParams(useSearch()).get('plot');
  const [form, change, finish, ready] = useDraft<Mapping>(mappingKey, emptyMapping);
  const plots = useRecords<PlotDoc>('plots.plot', plotOverlays);
  const limits = useRecords<LimitsDoc>('plots.limits', none);
  const today = useToday();
  const rules = useMemo(() => rulesToday(limits?.map((l) => l.body) ?? [], today), [limits, today]);
  const begin = () => {
    const known = plots?.find((p) => p.id === again)?.body;
    const declared = known?.declaredM2 ? String(known.declaredM2 / 10_000) : '';
    change({ ...emptyMapping, person, plot: again ?? seat.phone.newId(), again: again !== null, declared });
  };
  const isNew = ready && plots !== undefined && form.plot === '' && person !== '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: because it begins once, when what is needed has come
  useEffect(() => {
    if (isNew) begin();
  }, [isNew]);
  if (!ready || !plots || form.plot === '')
    return (
      <Screen title={say('plots.phone.map')} up="/">
        {ready && plots && person === '' && <p className="empty">{say('plots.phone.none')}</p>}
      </Screen>
    );
  const isOther = person !== '' && (form.person !== person || (again !== null && form.plot !== again));
  if (isOther)
    return (
      <Screen title={say('plots.phone.map')} up={`/people/${person}`}>
        <p className="card amber">{say('plots.phone.other-open')}</p>
        <button type="button" className="second-button" onClick={() => go('/plots/new', { replace: true })}>
          {say('plots.phone.go-on')}
        </button>
        <button type="button" className="second-button" onClick={begin}>
          {say('plots.phone.throw-away')}
        </button>
      </Screen>
    );
  return <Steps form={form} change={change} finish={finish} plots={plots.map((p) => p.body)} rules={rules} />;
}

interface Of {
  readonly form: Mapping;
  readonly change: (patch: Partial<Mapping>) => void;
  readonly finish: () => Promise<void>;
  readonly plots: readonly PlotDoc[];
  readonly rules: LandRules;
}

const none: readonly never[] = [];

function Steps({ form, change, finish, plots, rules }: Of) {
  const say = useSay();
  const seat = useSeat();
  const [, go] = useLocation();
  const today = useToday();
  const [walking, setWalking] = useState(form.step === 'draw' && form.walk.corners.length > 0);
  const [shows, setShows] = useState(false);
  const [busy, setBusy] = useState(false);
  const [full, setFull] = useState(false);
  const { live, neighbours, refusals, declared, places } = useReading({ form, plots, rules, today, walking });
  const lacksReason = live.findings.some((f) => f.code === 'plots.area-mismatch') && form.because === '';
  const said = (field: string) => {
    if (!shows) return undefined;
    if (field === 'because') return lacksReason ? say('field.empty') : undefined;
    const refusal = refusals.get(field);
    if (!refusal) return undefined;
    return say(
      refusal.code === 'field.type' || refusal.code === 'field.choice' ? 'field.empty' : refusal.code,
      refusal.params,
    );
  };
  const tooLarge = (declared ?? 0) > rules.geometry.pointBlockM2;
  const lacks = drawingLacks(form, places, tooLarge);
  const save = async () => {
    setBusy(true);
    const saved = await saving(seat, form, today);
    setBusy(false);
    if (!saved) return setFull(true);
    await finish();
    void seat.contacts.now();
    go(`/plots/${form.plot}?saved`, { replace: true });
  };
  const badDeclared = form.declared.trim() !== '' && declared === null;
  const next = () => {
    if (form.step === 'draw' && form.method === 'walk' && !walking && form.walk.corners.length === 0)
      return setWalking(true);
    setShows(true);
    if (form.step === 'draw' && lacks) return showTrouble();
    if (form.step === 'facts' && (refusals.size > 0 || lacksReason)) return showTrouble();
    setShows(false);
    scrollTo(0, 0);
    if (form.step === 'facts') return void save();
    setWalking(false);
    change({ step: 'facts' });
  };
  const back = () => {
    setShows(false);
    setWalking(false);
    if (form.step === 'how') go(`/people/${form.person}`);
    else change({ step: form.step === 'facts' ? 'draw' : 'how' });
  };
  const choose = (method: Method) => {
    setShows(true);
    if (badDeclared) return showTrouble();
    if (method === 'point' && tooLarge) return showTrouble();
    setShows(false);
    change({ method, step: 'draw', ...(method === form.method ? {} : { walk: emptyMapping.walk }) });
  };
  const at = steps.indexOf(form.step);
  return (
    <Screen
      title={say('plots.phone.map')}
      onBack={back}
      action={
        form.step !== 'how' && (
          <MainButton busy={busy} onClick={next}>
            {say(actionOf(form, walking))}
          </MainButton>
        )
      }
    >
      <div className="steps" role="img" aria-label={say('phone.step', { n: at + 1, of: 3 })}>
        {steps.map((step, i) => (
          <i key={step} className={i <= at ? 'done' : ''} />
        ))}
      </div>
      <h2>{say(`plots.phone.${form.step}`)}</h2>
      {full && <p className="card red">{say('phone.no-room')}</p>}
      {form.step === 'how' && (
        <HowStep form={form} change={change} choose={choose} wrong={shows && badDeclared} large={shows && tooLarge} />
      )}
      {shows && form.step === 'draw' && lacks && (
        <p className="card red" role="alert">
          {say(lacks)}
        </p>
      )}
      {form.step === 'draw' && (
        <DrawStep form={form} change={change} live={live} neighbours={neighbours} walking={walking} />
      )}
      {form.step === 'facts' && <FactsStep form={form} change={change} live={live} said={said} />}
    </Screen>
  );
}

/** Writes it down; false when the phone has no room. Killed between saving and clearing the draft, it is there already. */
async function saving({ phone, store }: Seat, form: Mapping, today: string): Promise<boolean> {
  const isThere = (await store.facts()).some(({ id }) => id === form.plot);
  if (isThere && !form.again) return true;
  return (await phone.recordAll(mappingFacts(form, today), replacedBy(form)).catch(() => null)) !== null;
}

interface Read {
  readonly form: Mapping;
  readonly plots: readonly PlotDoc[];
  readonly rules: LandRules;
  readonly today: string;
  readonly walking: boolean;
}

/** What the boundary says by now, and what keeps the form from being recorded. */
function useReading({ form, plots, rules, today, walking }: Read) {
  const neighbours = useMemo(
    () =>
      plots.flatMap(({ id, name, ring, retired, accuracyCm }) =>
        retired || id === form.plot || ring === null || ring.length < 4
          ? []
          : [{ id, name, ring, accuracyM: accuracyCm ? accuracyCm / 100 : null }],
      ),
    [plots, form.plot],
  );
  const { walk, method } = form;
  const declared = declaredOf(form.declared);
  const open = walking && method === 'walk' && form.step === 'draw';
  const live = useMemo(() => {
    const around = near(neighbours, ringOf(walk)[0]);
    return readLive({ walk, method, declaredM2: declared, neighbours: around, rules, open });
  }, [walk, method, declared, neighbours, rules, open]);
  const refusals = new Map([
    ...(form.again ? [] : refusalsAt(PlotRegistered, plotBody(form, today))),
    ...refusalsAt(BoundaryMapped, boundaryBody(form, today)),
  ]);
  return { live, neighbours, refusals, declared, places: ringOf(walk).length };
}

function actionOf({ step, method, walk }: Mapping, walking: boolean): string {
  if (step === 'facts') return 'plots.phone.save';
  if (method !== 'walk') return 'plots.phone.done';
  return walking || walk.corners.length > 0 ? 'plots.phone.stop' : 'plots.phone.start';
}

/** What a boundary still lacks to be one at all; everything else is said and may be kept as it is. */
function drawingLacks(form: Mapping, places: number, tooLarge: boolean): string | null {
  if (form.method === 'point') {
    if (places === 0) return 'plots.phone.need-point';
    return tooLarge ? 'plots.phone.need-polygon' : null;
  }
  return places < 4 ? 'plots.phone.need-three' : null;
}

function HowStep(props: {
  readonly form: Mapping;
  readonly change: (patch: Partial<Mapping>) => void;
  readonly choose: (method: Method) => void;
  readonly wrong: boolean;
  readonly large: boolean;
}) {
  const say = useSay();
  const { form, change, choose } = props;
  return (
    <>
      <TextField
        label={say('plots.phone.declared')}
        value={form.declared}
        mode="decimal"
        maxLength={8}
        optional
        hint={say('plots.phone.declared-hint')}
        error={
          props.wrong ? say('plots.phone.declared-wrong') : props.large ? say('plots.phone.need-polygon') : undefined
        }
        onChange={(declared) => change({ declared })}
      />
      <div className="ways">
        {ways.map(({ method, icon }) => (
          <button key={method} type="button" className="way" onClick={() => choose(method)}>
            <Icon name={icon} size={32} />
            <span className="row-text">
              <b>{say(`plots.phone.way.${method}`)}</b>
              <span className="soft">{say(`plots.phone.way.${method}-why`)}</span>
            </span>
          </button>
        ))}
      </div>
    </>
  );
}
