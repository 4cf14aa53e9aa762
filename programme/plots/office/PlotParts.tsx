import { FactLink } from '#kernel/office/FactLink.tsx';
import { areaText, dayText, degreesText, numberText, shareText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Particulars } from '#kernel/office/PageHead.tsx';
import { useWhy } from '#kernel/office/Refusals.tsx';
import { Tag } from '#kernel/office/Value.tsx';
import type { Refusal } from '#kernel/pure/refusal.ts';
import type { PlotValue } from './PlotPage.tsx';
import { verdictTone } from './verdicts.ts';

interface Of {
  readonly of: PlotValue;
}

export function PlotParticulars({ of }: Of) {
  const { say, language } = useSpeaking();
  const metres = (m: number) => say('plots.page.metres', { metres: numberText(m) });
  return (
    <Particulars
      of={[
        [
          say('plots.page.producer'),
          <GoTo key="p" to={`/producers/${of.person}`} className="text-link">
            {of.producer ?? '—'}
          </GoTo>,
        ],
        [say('plots.plots.crop'), say(`plots.crop.${of.crop}`)],
        [say('plots.plots.area_m2'), of.area_m2 === null ? say('plots.verdict.unmapped') : areaText(of.area_m2)],
        [say('plots.plots.declared_m2'), of.declared_m2 === null ? null : areaText(of.declared_m2)],
        [say('plots.page.perimeter'), of.perimeter_m === null ? null : metres(Math.round(of.perimeter_m))],
        [say('plots.plots.tenure'), say(`plots.tenure.${of.tenure}`)],
        [say('plots.plots.planted_year'), of.planted_year],
        [say('plots.plots.district_name'), of.district_name],
        [
          say('plots.page.place'),
          of.lat === null || of.lon === null ? null : `${degreesText(of.lat)}, ${degreesText(of.lon)}`,
        ],
        [say('plots.plots.on_day'), dayText(of.on_day, language)],
      ]}
    />
  );
}

export function Findings({ of }: Of) {
  const { say } = useSpeaking();
  const why = useWhy();
  if (of.findings.length === 0 && of.overlaps.length === 0)
    return <p>{say(of.verdict === 'unmapped' ? 'plots.page.unmapped' : 'plots.page.findings.none')}</p>;
  return (
    <ul className="lines">
      {of.findings.map((finding) => (
        <li key={finding.code}>{why(finding as unknown as Refusal)}</li>
      ))}
      {of.overlaps.map((other) => (
        <li key={other.plot}>
          {why({ code: 'plots.overlap', params: { percent: Math.round(other.share_ppm / 10_000) } })}
        </li>
      ))}
    </ul>
  );
}

export function Overlaps({ of }: Of) {
  const { say } = useSpeaking();
  return (
    <ul className="lines">
      {of.overlaps.map((other) => (
        <li key={other.plot}>
          <GoTo to={`/plots/${other.plot}`} className="text-link">
            {say('plots.page.overlap', {
              percent: shareText(other.share_ppm),
              plot: other.name,
              producer: other.producer ?? '—',
            })}
          </GoTo>
          {other.same_person && <Tag>{say('plots.page.overlap.same')}</Tag>}
        </li>
      ))}
    </ul>
  );
}

export function Captures({ of }: Of) {
  const { say, language } = useSpeaking();
  return (
    <>
      <p className="page-about">{say('plots.page.captures.about')}</p>
      <ul className="lines">
        {of.boundaries.map((capture) => (
          <li key={capture.id}>
            <FactLink
              id={capture.id}
              label={`${say(`plots.method.${capture.method}`)}, ${dayText(capture.on_day, language)}`}
            />
            <span>
              {areaText(capture.area_m2)}
              {capture.accuracy_cm === null
                ? ''
                : ` · ${say('plots.page.accuracy')}: ${say('plots.page.metres', { metres: numberText(capture.accuracy_cm / 100) })}`}
            </span>
            <span>
              <Tag tone={verdictTone[capture.verdict]}>{say(`plots.verdict.${capture.verdict}`)}</Tag>{' '}
              {capture.void && <Tag tone="red">{say('plots.page.capture.void')}</Tag>}
              {capture.id === of.boundary && <Tag tone="leaf">{say('plots.page.capture.counts')}</Tag>}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
