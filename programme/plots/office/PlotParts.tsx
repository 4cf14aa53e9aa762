import { FactLink } from '#kernel/office/FactLink.tsx';
import { areaText, dayText, degreesText, numberText, shareText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Particulars } from '#kernel/office/PageHead.tsx';
import { useWhy } from '#kernel/office/Refusals.tsx';
import { Tag, type Tone } from '#kernel/office/Value.tsx';
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
        [say('plots.page.drawn-district'), of.said_district === null ? null : of.drawn_district_name],
        [
          say('plots.page.place'),
          of.lat === null || of.lon === null ? null : `${degreesText(of.lat)}, ${degreesText(of.lon)}`,
        ],
        [say('plots.plots.on_day'), dayText(of.on_day, language)],
      ]}
    />
  );
}

/** What was found, numbered as on the map; what blocks first. */
export function FindingLines({ of }: Of) {
  const { say } = useSpeaking();
  const why = useWhy();
  const open = of.overlaps.filter((other) => other.stands === null);
  if (of.findings.length + open.length + of.land_findings.length === 0)
    return <p>{say(of.verdict === 'unmapped' ? 'plots.page.unmapped' : 'plots.page.findings.none')}</p>;
  return (
    <ul className="lines">
      {of.findings.map((finding, i) => (
        <li key={`${finding.code} ${JSON.stringify(finding.params)}`}>
          <span>
            {typeof finding.params['lon'] === 'number' && <b className="found-number">{i + 1}</b>}{' '}
            {why(finding as unknown as Refusal)}
          </span>
          <Tag tone={levelTone[finding.level]}>{say(`plots.level.${finding.level}`)}</Tag>
        </li>
      ))}
      {open.map((other) => (
        <li key={other.plot}>
          <span>
            {why({
              code: other.finding === 'DUPLICATE' ? 'plots.duplicate' : 'plots.overlap',
              params: { percent: Math.round(other.share_ppm / 10_000) },
            })}{' '}
            <GoTo to={`/plots/${other.plot}`} className="text-link">
              {other.name}
            </GoTo>
          </span>
          <Tag tone={levelTone[other.level]}>{say(`plots.level.${other.level}`)}</Tag>
        </li>
      ))}
      {of.land_findings.map((code) => (
        <li key={code}>
          <span>
            {say(`plots.land.${code === 'COMMUNITY' ? 'in-community' : 'in-protected'}`, {
              share: shareText((code === 'COMMUNITY' ? of.community_ppm : of.protected_ppm) ?? 0),
            })}
          </span>
          <Tag tone="amber">{say('plots.level.warn')}</Tag>
        </li>
      ))}
    </ul>
  );
}

const levelTone: Readonly<Record<'block' | 'warn' | 'info', Tone>> = { block: 'red', warn: 'amber', info: 'plain' };

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
          <span>
            {other.same_person && <Tag>{say('plots.page.overlap.same')}</Tag>}{' '}
            {other.stands && <FactLink id={other.stands} label={say('plots.page.overlap.stands')} />}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Every version of the boundary: who, how, why, what judged it and what people said. One of them may stand on the map. */
export function Captures({
  of,
  beside,
  put,
}: Of & { readonly beside: string | null; readonly put: (id: string | null) => void }) {
  const { say, language } = useSpeaking();
  const metres = (cm: number) => say('plots.page.metres', { metres: numberText(cm / 100) });
  return (
    <>
      <p className="page-about">{say('plots.page.captures.about')}</p>
      <ul className="lines">
        {of.boundaries.map((line) => (
          <li key={line.id}>
            <span>
              <FactLink
                id={line.id}
                label={`${say(`plots.method.${line.method}`)}, ${dayText(line.on_day, language)}`}
              />
              <br />
              <small className="soft">
                {[
                  line.by,
                  areaText(line.area_m2),
                  line.accuracy_cm === null ? null : `${say('plots.page.accuracy')}: ${metres(line.accuracy_cm)}`,
                  line.limits_from === null
                    ? say('plots.page.first-limits')
                    : say('plots.limits.from', { day: dayText(line.limits_from, language) }),
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </small>
              {line.why && (
                <>
                  <br />
                  {line.why}
                </>
              )}
              {line.said.map((said) => (
                <span key={`${said.decision} ${said.reason}`}>
                  <br />
                  {`${say(`plots.decision.${said.decision}`)}: ${said.reason} (${said.by ?? '—'})`}
                </span>
              ))}
            </span>
            <span className="capture-tags">
              <Tag tone={verdictTone[line.verdict]}>{say(`plots.verdict.${line.verdict}`)}</Tag>{' '}
              {line.second && <Tag tone="blue">{say(`plots.second.${line.second}`)}</Tag>}{' '}
              {line.void && <Tag tone="red">{say('plots.page.capture.void')}</Tag>}
              {line.id === of.boundary ? (
                <Tag tone="leaf">{say('plots.page.capture.counts')}</Tag>
              ) : (
                line.ring.length > 3 && (
                  <button type="button" className="text-link" onClick={() => put(beside === line.id ? null : line.id)}>
                    {say(beside === line.id ? 'plots.page.unlay' : 'plots.page.lay')}
                  </button>
                )
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
