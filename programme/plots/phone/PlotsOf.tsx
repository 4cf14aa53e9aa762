import { Link } from 'wouter';
import { useRecords, useSay } from '#kernel/phone/hooks.tsx';
import { StatusTag } from '#kernel/phone/StatusTag.tsx';
import { hectares, type PlotDoc, plotOverlays } from './plots.ts';
import { Sketch } from './Sketch.tsx';

/** A producer's plots, drawn small; each opens. */
export function PlotsOf({ person }: { readonly person: string }) {
  const say = useSay();
  const plots = useRecords<PlotDoc>('plots.plot', plotOverlays)?.filter(
    ({ body }) => body.person === person && !body.retired,
  );
  if (!plots) return null;
  if (plots.length === 0) return <p className="soft">{say('plots.phone.none')}</p>;
  return (
    <ul className="list">
      {plots.map(({ id, body, status }) => {
        const area = body.areaM2 ?? body.declaredM2;
        return (
          <li key={id}>
            <Link href={`/plots/${id}`} className="row">
              <Sketch ring={body.ring ?? []} small label={say('plots.phone.sketch', { ha: hectares(area ?? 0) })} />
              <span className="row-text">
                <span className="row-title">{body.name}</span>
                <span className="row-under">
                  {area === null ? '—' : say('plots.phone.area', { ha: hectares(area) })}
                  {` · ${body.areaM2 ? say(`plots.verdict.${body.verdict}`) : say('plots.phone.told')}`}
                </span>
                {status && <StatusTag status={status} />}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
