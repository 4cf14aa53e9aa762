import './certification.css';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { Counted } from '#kernel/office/FactsList.tsx';
import { areaText, countText, dayText, moneyText, shareText } from '#kernel/office/format.ts';
import { usePathId } from '#kernel/office/GoTo.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { PageHead, Particulars, Section } from '#kernel/office/PageHead.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { scheme } from '../detailQueries.ts';
import { places } from '../facts.ts';
import { StateTag } from './certificationCells.tsx';

type Scheme = AnswerOf<typeof scheme>;

/** One edition of a scheme: what is looked at, and by which rules. */
export function SchemePage() {
  const { say, language } = useSpeaking();
  const asked = useAsk<typeof scheme>('certification.scheme', { scheme: usePathId() }, { facts: true });
  return (
    <Asked of={asked}>
      {(value, facts) => (
        <>
          <PageHead
            title={`${value.name} · ${value.edition}`}
            about={say('certification.page.scheme.from', { day: dayText(value.on_day, language) })}
          />
          <div className="two">
            <Section title={say('certification.page.rules')} tools={<Counted facts={facts} />}>
              <Rules of={value} />
            </Section>
            <Section title={say('certification.page.risk')}>
              <Particulars
                of={value.rules.risk.points.map(({ factor, points }) => [
                  say(`certification.factor.${factor}`),
                  say('certification.page.points', { n: points }),
                ])}
              />
              <p className="page-about certification-note">
                {say('certification.page.risk.about', {
                  medium: value.rules.risk.medium,
                  high: value.rules.risk.high,
                })}
              </p>
            </Section>
          </div>
          {places.map((at) => (
            <Checklist key={at} at={at} of={value.criteria.filter((criterion) => criterion.at === at)} />
          ))}
        </>
      )}
    </Asked>
  );
}

function Rules({ of }: { readonly of: Scheme }) {
  const { say } = useSpeaking();
  const { rules } = of;
  const { limits, sample } = rules;
  const said =
    sample.method === 'root'
      ? say('certification.page.sample.root', { least: sample.atLeast })
      : say('certification.page.sample.share', { share: shareText(sample.sharePpm), least: sample.atLeast });
  const days = rules.correctiveDays;
  return (
    <Particulars
      of={[
        [say('certification.page.every'), say('certification.page.months', { n: rules.internalMonths })],
        [say('certification.page.adviser'), say('certification.page.months', { n: rules.adviserMonths })],
        [
          say('certification.page.conversion'),
          rules.conversionMonths > 0 ? say('certification.page.months', { n: rules.conversionMonths }) : null,
        ],
        [say('certification.page.sample'), said],
        [say('certification.page.corrective'), say('certification.page.corrective.days', { ...days })],
        [say('certification.page.tolerance'), shareText(rules.tolerancePpm)],
        [
          say('certification.page.yields'),
          say('certification.page.yields.said', {
            usual: countText(rules.yieldKgHa.usual),
            warn: countText(rules.yieldKgHa.warn),
            most: countText(rules.yieldKgHa.most),
          }),
        ],
        [say('certification.page.limit.members'), limits.members === undefined ? null : countText(limits.members)],
        [say('certification.page.limit.holding'), limits.holdingM2 === undefined ? null : areaText(limits.holdingM2)],
        [say('certification.page.limit.turnover'), limits.turnover === undefined ? null : moneyText(limits.turnover)],
      ]}
    />
  );
}

function Checklist({ at, of }: { readonly at: string; readonly of: Scheme['criteria'] }) {
  const { say, language } = useSpeaking();
  if (of.length === 0) return null;
  return (
    <Section title={say(`certification.place.${at}`)} flush>
      <div className="table-scroll section-body">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('certification.page.code')}</th>
              <th scope="col">{say('certification.page.criterion')}</th>
              <th scope="col">{say('certification.page.level')}</th>
            </tr>
          </thead>
          <tbody>
            {of.map((criterion) => (
              <tr key={criterion.code}>
                <th scope="row">{criterion.code}</th>
                <td>{criterion[language]}</td>
                <td>
                  <StateTag of={criterion.level} words="certification.level" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
