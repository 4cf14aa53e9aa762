import { useEffect, useMemo, useRef, useState } from 'react';
import { useSay } from '#kernel/phone/hooks.tsx';
import type { Position } from '#kernel/pure/geo.ts';
import { type LiveReading, type Neighbour, near } from '#programme/plots/live.ts';
import type { Finding } from '#programme/plots/rules.ts';
import { uncrossed } from '#programme/plots/uncrossed.ts';
import {
  cornerOf,
  emptyWalk,
  type GpsFix,
  isSilent,
  reordered,
  ringOf,
  stepped,
  undone,
  type Walk,
  walkLimits,
} from '#programme/plots/walking.ts';
import type { Mapping } from './mapping.ts';
import { hectares } from './plots.ts';
import { Sketch } from './Sketch.tsx';
import { type Signal, useAwake, useGps } from './useGps.ts';

/** The boundary as it grows: what the receiver says, the ground so far, and what is wrong with it in words. */
export function DrawStep(props: {
  readonly form: Mapping;
  readonly change: (patch: Partial<Mapping>) => void;
  readonly live: LiveReading;
  readonly neighbours: readonly Neighbour[];
  readonly walking: boolean;
}) {
  const say = useSay();
  const { form, change, live, walking } = props;
  const { walk, method } = form;
  const latest = useRef(walk);
  latest.current = walk;
  const put = (next: Walk) => {
    latest.current = next;
    change({ walk: next });
  };
  const standing = useRef<GpsFix[] | null>(null);
  const { signal, last } = useGps(true, (fix) => {
    standing.current?.push(fix);
    if (method === 'walk' && walking) put(stepped(latest.current, fix).walk);
  });
  const [seconds, mark] = useStanding(() => {
    const fixes = standing.current ?? [];
    standing.current = null;
    const corner = cornerOf(fixes);
    const { corners, raw, gaps } = latest.current;
    const kept = method === 'point' ? [] : corners;
    put({ raw: [...raw, ...fixes], gaps, corners: corner ? [...kept, corner] : corners });
    if (corner) navigator.vibrate?.(80);
  });
  const silent = useSilence(walk, walking && method === 'walk');
  const here: Position | undefined = last ? [last.lon, last.lat] : undefined;
  const ring = ringOf(walk);
  const around = useMemo(
    () => near(props.neighbours, here ?? ring[0]),
    [props.neighbours, here?.[0], here?.[1], ring[0]],
  );
  const tapped = (place: Position) => {
    const fix = { ms: Date.now(), lon: place[0], lat: place[1], accuracyM: 0 };
    put({ ...latest.current, corners: [...latest.current.corners, fix] });
  };
  const isPoor = last === null || last.accuracyM > (walk.corners.length > 0 ? walkLimits.worstM : walkLimits.startM);
  return (
    <>
      <SignalLine signal={signal} last={last} started={walk.corners.length > 0} />
      <Sketch
        ring={ring}
        here={here}
        neighbours={around}
        marks={marksOf(live)}
        sides={live.sides}
        missing={live.missing}
        open={walking}
        label={say('plots.phone.sketch', { ha: hectares(live.areaM2) })}
        {...(method === 'tap' ? { onTap: tapped } : {})}
      />
      <div className="live" role="status">
        <b>{say('plots.phone.area', { ha: hectares(live.areaM2) })}</b>
        <span className="soft">
          {say('plots.phone.points', { n: walk.corners.length })}
          {walk.gaps > 0 && ` · ${say('plots.phone.gaps', { n: walk.gaps })}`}
        </span>
      </div>
      {silent && (
        <p className="card red" role="alert">
          {say('plots.phone.silent')}
        </p>
      )}
      {method === 'tap' && <p className="soft">{say('plots.phone.tap-here')}</p>}
      {(method === 'corners' || method === 'point') && (
        <button
          type="button"
          className="second-button"
          disabled={seconds > 0 || isPoor}
          onClick={() => {
            standing.current = last ? [last] : [];
            mark();
          }}
        >
          {seconds > 0 ? say('plots.phone.corner-wait', { s: seconds }) : say('plots.phone.corner')}
        </button>
      )}
      <Findings live={live} method={method} />
      {(method === 'corners' || method === 'tap') && live.sides.length > 0 && <Reorder walk={walk} take={put} />}
      {walk.corners.length > 0 && (
        <div className="two">
          <button type="button" className="second-button" onClick={() => put(undone(latest.current))}>
            {say('plots.phone.undo')}
          </button>
          <button type="button" className="second-button" onClick={() => put({ ...emptyWalk })}>
            {say('plots.phone.again')}
          </button>
        </div>
      )}
      {method === 'walk' && <KeepAwake walking={walking} walk={walk} live={live} silent={silent} />}
    </>
  );
}

function SignalLine({ signal, last, started }: { signal: Signal; last: GpsFix | null; started: boolean }) {
  const say = useSay();
  if (signal === 'denied' || signal === 'lost') return <p className="card amber">{say(`plots.phone.${signal}`)}</p>;
  if (!last) return <p className="signal-poor">{say('plots.phone.looking')}</p>;
  const metres = Math.round(last.accuracyM);
  const limit = started ? walkLimits.worstM : walkLimits.startM;
  if (last.accuracyM <= limit) return <p className="signal-good">{say('plots.phone.exact', { metres })}</p>;
  return <p className="signal-poor">{say(started ? 'plots.phone.poor' : 'plots.phone.waiting', { metres })}</p>;
}

/** Findings for which the words tell how to mend them, and those told otherwise for a walk. */
const mends: readonly string[] = [
  'self-intersection',
  'self-intersection-at-6dp',
  'ring-not-closed',
  'too-few-points',
  'zero-area',
  'spike',
  'sliver',
  'jagged',
  'few-vertices',
  'many-vertices',
  'area-tiny',
  'area-large',
  'area-huge',
  'low-accuracy',
  'time-gap',
  'outside-country',
  'polygon-needed',
];
const asWalked: readonly string[] = ['self-intersection', 'spike', 'low-accuracy'];

/** What the sketch shows needs no degrees. */
const onSketch: Readonly<Record<string, string>> = {
  'plots.self-intersection': 'plots.phone.crosses',
  'plots.spike': 'plots.phone.spike',
};

/** What is wrong, in words, and how to mend it; the places are on the sketch. */
export function Findings({ live, method }: { readonly live: Pick<LiveReading, 'findings'>; readonly method?: string }) {
  const say = useSay();
  return (
    <>
      {onceEach(live.findings).map((finding) => {
        const name = finding.code.replace(/^plots\.(phone\.)?/, '');
        const way = method === 'walk' && asWalked.includes(name) ? '-walk' : '';
        const mend = name === 'overlaps' || name === 'same' || mends.includes(name);
        return (
          <div
            key={finding.code}
            className={finding.level === 'block' ? 'card red' : 'card amber'}
            role={finding.level === 'block' ? 'alert' : undefined}
          >
            <p>{say(onSketch[finding.code] ?? finding.code, finding.params)}</p>
            {mend && method !== undefined && <p className="mend">{say(`plots.phone.mend.${name}${way}`)}</p>}
          </div>
        );
      })}
    </>
  );
}

/** Five crossings are one thing to mend; two neighbours are two. */
function onceEach(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(
    (f, i) => f.params['name'] !== undefined || findings.findIndex((other) => other.code === f.code) === i,
  );
}

/** Corners marked out of order: the other order is shown first, then taken. */
function Reorder({ walk, take }: { readonly walk: Walk; readonly take: (walk: Walk) => void }) {
  const say = useSay();
  const [shown, show] = useState(false);
  const ring = useMemo(() => uncrossed(ringOf(walk)), [walk]);
  if (!ring) return null;
  if (!shown)
    return (
      <button type="button" className="second-button" onClick={() => show(true)}>
        {say('plots.phone.reorder-show')}
      </button>
    );
  return (
    <div className="card">
      <p>{say('plots.phone.reorder-about')}</p>
      <Sketch ring={ring} label={say('plots.phone.reorder-show')} />
      <div className="two">
        <button type="button" className="second-button" onClick={() => show(false)}>
          {say('plots.phone.reorder-leave')}
        </button>
        <button type="button" className="second-button" onClick={() => take(reordered(walk, ring))}>
          {say('plots.phone.reorder-take')}
        </button>
      </div>
    </div>
  );
}

function marksOf(live: LiveReading): Position[] {
  return live.findings.flatMap(({ params }): Position[] =>
    typeof params['lon'] === 'number' && typeof params['lat'] === 'number' ? [[params['lon'], params['lat']]] : [],
  );
}

/** Ten seconds at one corner, counted down. */
function useStanding(onDone: () => void): [number, () => void] {
  const [seconds, setSeconds] = useState(0);
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    if (seconds === 0) return;
    const timer = setTimeout(() => {
      if (seconds === 1) done.current();
      setSeconds(seconds - 1);
    }, 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  return [seconds, () => setSeconds(walkLimits.cornerMs / 1000)];
}

/** Says when the receiver has been silent too long, and lets the hand feel it. */
function useSilence(walk: Walk, on: boolean): boolean {
  const [silent, setSilent] = useState(false);
  const latest = useRef(walk);
  latest.current = walk;
  useEffect(() => {
    if (!on) return setSilent(false);
    const timer = setInterval(() => {
      const now = isSilent(latest.current, Date.now());
      if (now) navigator.vibrate?.([200, 100, 200]);
      setSilent(now);
    }, 5000);
    return () => clearInterval(timer);
  }, [on]);
  return silent;
}

/** The screen has to stay on, or the receiver stops; dark, it costs little battery and no pocket presses a button. */
function KeepAwake(props: {
  readonly walking: boolean;
  readonly walk: Walk;
  readonly live: LiveReading;
  readonly silent: boolean;
}) {
  const say = useSay();
  const awake = useAwake(props.walking);
  const [dark, setDark] = useState(false);
  if (!props.walking) return null;
  return (
    <>
      <p className="soft">{say(awake ? 'plots.phone.awake' : 'plots.phone.not-awake')}</p>
      <button type="button" className="second-button" onClick={() => setDark(true)}>
        {say('plots.phone.dim')}
      </button>
      {dark && (
        <button type="button" className="dark" onClick={() => setDark(false)}>
          <b>{say('plots.phone.area', { ha: hectares(props.live.areaM2) })}</b>
          <span>{say('plots.phone.points', { n: props.walk.corners.length })}</span>
          <span>{say(props.silent ? 'plots.phone.silent' : 'plots.phone.dimmed')}</span>
        </button>
      )}
    </>
  );
}
