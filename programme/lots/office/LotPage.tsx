import './lots.css';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { countText, dayText, massText, shareText } from '#kernel/office/format.ts';
import { GoTo, usePathId } from '#kernel/office/GoTo.tsx';
import { History } from '#kernel/office/History.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Figure, PageHead, Particulars, Section } from '#kernel/office/PageHead.tsx';
import { Panels } from '#kernel/office/Panels.tsx';
import { TargetBar } from '#kernel/office/sparkLine.tsx';
import { Tag } from '#kernel/office/Value.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { lot } from '../queries.ts';
import { Composition } from './Composition.tsx';
import { Claims, LotStory } from './LotStory.tsx';
import { LotTrace } from './LotTrace.tsx';
import { knownText } from './lotCells.tsx';
import { OriginDoors } from './OriginDoors.tsx';
import { OriginMap } from './OriginMap.tsx';

type Lot = AnswerOf<typeof lot>;

/** One lot: what it weighs, where it came from, what it became. */
export function LotPage() {
  const id = usePathId();
  return <Asked of={useAsk<typeof lot>('lots.lot', { id })}>{(value) => <Whole lot={value} />}</Asked>;
}

function Whole({ lot: of }: { readonly lot: Lot }) {
  const { say, language } = useSpeaking();
  const known = of.total_in === 0 ? 0 : Math.floor((of.known_in / of.total_in) * 1_000_000);
  const unknown = of.plots.find((part) => part.plot === null)?.grams ?? 0;
  return (
    <>
      <PageHead
        title={of.code}
        about={`${say(`lots.process.${of.process}`)} · ${of.centre_name} · ${dayText(of.on_day, language)}`}
        actions={
          <>
            <Tag tone={of.certified ? 'leaf' : 'plain'}>
              {say(of.certified ? 'lots.page.certified' : 'lots.page.plain')}
            </Tag>
            {of.void ? <Tag tone="red">{say('history.voided')}</Tag> : null}
          </>
        }
      />
      <Section flush>
        <div className="cards">
          <Figure label={say('lots.lots.grams')} value={massText(of.grams)}>
            <FactLink id={of.id} label={say('fact.open')} />
          </Figure>
          <Figure label={say('lots.lots.balance')} value={massText(of.balance)}>
            {say(of.balance > 0 ? 'lots.page.left' : 'lots.page.used')}
          </Figure>
          <Figure label={say('lots.lots.known_ppm')} value={knownText(known)}>
            <TargetBar label={knownText(known)} value={known} target={1_000_000} />
            {unknown > 0 ? say('lots.page.unknown', { weight: massText(unknown) }) : say('lots.page.all-known')}
          </Figure>
          <Figure
            label={say('lots.page.plots')}
            value={countText(of.plots.filter((part) => part.plot !== null).length)}
          >
            {say('lots.page.receipts', { n: countText(of.plots.reduce((sum, part) => sum + part.receipts, 0)) })}
          </Figure>
        </div>
      </Section>
      <Section title={say('lots.page.trace')}>
        <LotTrace nodes={of.nodes} links={of.links} focus={of.id} title={say('lots.page.trace')} />
      </Section>
      <Section title={say('lots.page.map')}>
        <OriginMap parts={of.plots} title={say('lots.page.map')} />
      </Section>
      <Composition of={of.id} parts={of.plots} grams={of.grams + of.adjusted} />
      <Section title={say('lots.page.particulars')}>
        <Particulars
          of={[
            [say('lots.lots.state'), say(`lots.state.${of.state}`)],
            [say('lots.page.claims'), <Claims key="claims" of={of.claims} />],
            [say('lots.lots.custody'), say(`lots.custody.${of.custody}`)],
            [say('lots.lotStored.store'), of.store_name],
            [say('lots.lots.moisture'), of.moisture === null ? null : shareText(of.moisture)],
            [say('lots.lotMade.days'), of.days],
            [say('lots.lotMade.turns'), of.turns],
            [say('lots.lots.adjusted'), of.adjusted === 0 ? null : massText(of.adjusted)],
            [say('lots.page.into'), massText(of.total_in)],
            [
              say('lots.lots.centre_name'),
              <GoTo key="centre" className="text-link" to={`/centres/${of.centre}`}>
                {of.centre_name}
              </GoTo>,
            ],
          ]}
        />
        <Adjustments of={of.adjustments} />
      </Section>
      <LotStory id={of.id} has={of.has} />
      <OriginDoors is="lot" id={of.id} />
      <Panels on="lot" id={of.id} />
      <Section title={say('history.title')}>
        <History of={of.history} />
      </Section>
    </>
  );
}

function Adjustments({ of }: { readonly of: Lot['adjustments'] }) {
  const { say, language } = useSpeaking();
  if (of.length === 0) return null;
  return (
    <ul className="lot-counts">
      {of.map((count) => (
        <li key={count.id}>
          <FactLink id={count.id} label={say('lots.lotAdjusted')} /> {dayText(count.on_day, language)} ·{' '}
          {massText(count.delta)} · {count.reason}
        </li>
      ))}
    </ul>
  );
}
