import { useState } from 'react';
import { Link, useSearch } from 'wouter';
import { useRecords, useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { StatusTag } from '#kernel/phone/StatusTag.tsx';
import { shareFile } from '#kernel/phone/sharing.ts';
import { Findings } from './DrawStep.tsx';
import { LandCard } from './LandCard.tsx';
import { hectares, type PlotDoc, plotOverlays } from './plots.ts';
import { Sketch } from './Sketch.tsx';
import { sketchImage } from './sketchImage.ts';

/** One plot: its sketch and size, to be shown and handed on, and what somebody should look at. */
export function PlotPage({ id = '' }: { readonly id?: string }) {
  const say = useSay();
  const saved = useSearch() === 'saved';
  const plots = useRecords<PlotDoc>('plots.plot', plotOverlays);
  const [file, setFile] = useState<Promise<File | null> | null>(null);
  const plot = plots?.find((p) => p.id === id);
  if (!plots || !plot)
    return (
      <Screen title={say('plots.phone.plot')} up="/">
        {plots && <p className="empty">{say('plots.unknown-plot')}</p>}
      </Screen>
    );
  const { body, status } = plot;
  const area = body.areaM2 ?? body.declaredM2;
  const lines = [
    say(`plots.crop.${body.crop}`),
    ...(body.plantedYear ? [say('plots.phone.year-short', { year: body.plantedYear })] : []),
    say(`plots.tenure.${body.tenure}`),
    body.on.split('-').reverse().join('/'),
  ];
  const drawn = body.ring !== null && body.ring.length > 3 ? body.ring : null;
  const share = () => {
    const made =
      file ?? (drawn ? sketchImage({ ring: drawn, name: body.name, area: `${hectares(area ?? 0)} ha`, lines }) : null);
    setFile(made);
    void made?.then((image) => image && shareFile(image));
  };
  return (
    <Screen
      title={body.name}
      up={`/people/${body.person}`}
      action={
        <Link href={`/plots/new/${body.person}?plot=${id}`} className="main-button">
          <Icon name="walk" />
          {say('plots.phone.remap')}
        </Link>
      }
    >
      {saved && (
        <p className="toast" role="status">
          <Icon name="check" />
          {say('plots.phone.saved')}
        </p>
      )}
      {status && <StatusTag status={status} />}
      {body.ring && <Sketch ring={body.ring} label={say('plots.phone.sketch', { ha: hectares(area ?? 0) })} />}
      <div className="live">
        <b>{area === null ? '—' : say('plots.phone.area', { ha: hectares(area) })}</b>
        <span className="soft">{body.areaM2 ? say(`plots.verdict.${body.verdict}`) : say('plots.phone.told')}</span>
      </div>
      <p className="soft">{lines.join(' · ')}</p>
      <LandCard plot={id} />
      {body.asked && (
        <div className="card red">
          <p>{say('plots.phone.asked')}</p>
          <p className="mend">{body.asked}</p>
        </div>
      )}
      {body.waiting && <p className="card amber">{say('plots.phone.waiting-second')}</p>}
      <Findings live={{ findings: body.findings.filter((f) => f.level !== 'info') }} />
      {drawn && (
        <button type="button" className="second-button" onClick={share}>
          {say('plots.phone.share')}
        </button>
      )}
    </Screen>
  );
}
