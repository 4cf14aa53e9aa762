import { numberText, shareText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSay, useSpeaking } from '#kernel/office/language.tsx';
import { Tag } from '#kernel/office/Value.tsx';
import type { LayerGround } from '../screeningQueries.ts';

/** What every layer showed under a plot, to the square metre. */
export function LandGround({ of }: { readonly of: readonly LayerGround[] }) {
  const say = useSay();
  return (
    <div className="table-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('plots.land.layer')}</th>
            <th scope="col">{say('plots.land.shows')}</th>
            <th scope="col" className="numeric">
              {say('plots.land.covered')}
            </th>
            <th scope="col" className="numeric">
              {say('plots.land.outside')}
            </th>
            <th scope="col" className="numeric">
              {say('plots.land.nodata')}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.map((layer) => (
            <tr key={layer.layer}>
              <th scope="row">
                <GoTo to={`/screening/layers/${layer.layer}`} className="text-link">
                  {say(`plots.ground.${layer.kind}`)}
                </GoTo>{' '}
                {layer.synthetic && <Tag tone="amber">{say('plots.land.synthetic')}</Tag>}
                <div className="figure-under">
                  {layer.name} · {layer.version}
                </div>
              </th>
              <td>
                <Shown of={layer} />
              </td>
              <Squares of={[layer.coveredM2, layer.outsideM2, layer.nodataM2]} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Squares({ of }: { readonly of: readonly number[] }) {
  const say = useSay();
  return (
    <>
      {of.map((m2, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: because the three columns never change places
        <td key={i} className="numeric">
          {m2 === 0 ? '—' : say('plots.land.m2', { m2: numberText(m2) })}
        </td>
      ))}
    </>
  );
}

function Shown({ of }: { readonly of: LayerGround }) {
  const { say, knows } = useSpeaking();
  if (of.kind === 'protected' || of.kind === 'community' || of.kind === 'alerts')
    return of.coveredM2 > 0
      ? say('plots.land.inside', { names: (of.names ?? []).join(', ') || '—' })
      : say('plots.land.not-inside');
  const whole = of.coveredM2 + of.outsideM2 + of.nodataM2;
  const nameOf = (value: number) => {
    const own = `plots.land.class.${of.kind}.${value}`;
    if (knows(own)) return say(own);
    return say(`plots.land.class.${of.kind}`, { year: String(2000 + value), percent: value });
  };
  return (
    <ul className="lines">
      {[...of.classes]
        .sort((a, b) => b.m2 - a.m2)
        .slice(0, 6)
        .map(({ value, m2 }) => (
          <li key={value}>
            {nameOf(value)} <span>{shareText((m2 / whole) * 1e6)}</span>
          </li>
        ))}
    </ul>
  );
}
