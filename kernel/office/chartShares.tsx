import { colourOf } from './chartBars.tsx';
import { ChartFrame } from './chartFrame.tsx';
import { useSay } from './language.tsx';

export interface Part {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly colour?: string;
}

/** One bar cut into its parts, with every part named beneath: ages of debt, causes of loss. */
export function ShareChart(of: {
  readonly title: string;
  readonly note?: string;
  readonly what: string;
  readonly parts: readonly Part[];
  readonly format: (value: number) => string;
  readonly onOpen?: (part: Part) => void;
}) {
  const say = useSay();
  const total = of.parts.reduce((sum, part) => sum + Math.max(0, part.value), 0);
  const coloured = of.parts.map((part, i) => ({
    ...part,
    colour: part.colour ?? colourOf(i),
    share: total === 0 ? 0 : Math.max(0, part.value) / total,
  }));
  const head = [of.what, say('chart.total'), say('chart.share')];
  return (
    <ChartFrame
      title={of.title}
      {...(of.note ? { note: of.note } : {})}
      table={{
        head,
        rows: total === 0 ? [] : coloured.map((part) => [part.label, of.format(part.value), percent(part.share)]),
      }}
    >
      <div className="chart-shares" aria-hidden="true">
        {coloured
          .filter((part) => part.share > 0)
          .map((part) => (
            <span
              key={part.key}
              title={`${part.label}: ${of.format(part.value)}`}
              style={{ flexGrow: part.share, background: part.colour }}
            />
          ))}
      </div>
      <ul className="chart-parts">
        {coloured.map((part) => (
          <li key={part.key}>
            <span className="chart-key chart-key-box" style={{ background: part.colour }} />
            <span className="chart-part-name">{part.label}</span>
            {of.onOpen ? (
              <button type="button" className="chart-part-open" onClick={() => of.onOpen?.(part)}>
                {of.format(part.value)}
              </button>
            ) : (
              <span className="chart-number">{of.format(part.value)}</span>
            )}
            <span className="chart-part-share">{percent(part.share)}</span>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
}
