import { useSay } from './language.tsx';
import type { GroundProps } from './mapPlots.tsx';

/** More than this many lines nobody reads: the table beside the map has them all, with filters. */
const most = 500;

/** The plots of a map to be read. */
export function MapList(of: GroundProps) {
  const say = useSay();
  const meaning = new Map(of.meanings.map((one) => [one.key, one.label]));
  const shown = of.plots.slice(0, most);
  return (
    <div className="chart-table">
      {of.plots.length > most ? <p>{say('map.left', { shown: most, total: of.plots.length })}</p> : null}
      <table>
        <tbody>
          {shown.map((plot) => (
            <tr key={plot.id}>
              <th scope="row">
                {of.onOpen ? (
                  <button type="button" className="chart-part-open" onClick={() => of.onOpen?.(plot.id)}>
                    {plot.name}
                  </button>
                ) : (
                  plot.name
                )}
              </th>
              <td>{meaning.get(plot.meaning) ?? ''}</td>
              <td>{(plot.detail ?? []).join(' · ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
