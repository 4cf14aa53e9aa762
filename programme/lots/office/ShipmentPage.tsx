import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { countText, dayText, massText } from '#kernel/office/format.ts';
import { usePathId } from '#kernel/office/GoTo.tsx';
import { History } from '#kernel/office/History.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Figure, PageHead, Particulars, Section } from '#kernel/office/PageHead.tsx';
import { TargetBar } from '#kernel/office/sparkLine.tsx';
import { Tag } from '#kernel/office/Value.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { shipment } from '../queries.ts';
import { Composition } from './Composition.tsx';
import { Claims } from './LotStory.tsx';
import { LotTrace } from './LotTrace.tsx';
import { knownText } from './lotCells.tsx';
import { OriginDoors } from './OriginDoors.tsx';
import { OriginMap } from './OriginMap.tsx';

type Shipment = AnswerOf<typeof shipment>;

/** One shipment, back to its plots. */
export function ShipmentPage() {
  const id = usePathId();
  return <Asked of={useAsk<typeof shipment>('lots.shipment', { id })}>{(value) => <Whole shipment={value} />}</Asked>;
}

function Whole({ shipment: of }: { readonly shipment: Shipment }) {
  const { say, language } = useSpeaking();
  const known = of.grams === 0 ? 0 : Math.floor((of.known / of.grams) * 1_000_000);
  const receipts = of.plots.reduce((sum, part) => sum + part.receipts, 0);
  return (
    <>
      <PageHead
        title={of.code}
        about={[of.buyer_name, of.container, dayText(of.on_day, language)].filter(Boolean).join(' · ')}
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
          <Figure label={say('lots.shipments.grams')} value={massText(of.grams)}>
            <FactLink id={of.id} label={say('fact.open')} />
          </Figure>
          <Figure label={say('lots.shipments.known_ppm')} value={knownText(known)}>
            <TargetBar label={knownText(known)} value={known} target={1_000_000} />
            {of.grams > of.known
              ? say('lots.page.unknown', { weight: massText(of.grams - of.known) })
              : say('lots.page.all-known')}
          </Figure>
          <Figure
            label={say('lots.page.plots')}
            value={countText(of.plots.filter((part) => part.plot !== null).length)}
          >
            {say('lots.page.receipts', { n: countText(receipts) })}
          </Figure>
          <Figure label={say('lots.page.lots')} value={countText(of.nodes.filter((node) => node.is === 'lot').length)}>
            {of.centre_name}
          </Figure>
        </div>
      </Section>
      <Section title={say('lots.page.trace')}>
        <LotTrace nodes={of.nodes} links={of.links} focus={of.id} title={say('lots.page.trace')} />
      </Section>
      <Section title={say('lots.page.map')}>
        <OriginMap parts={of.plots} title={say('lots.page.map')} />
      </Section>
      <Composition of={of.id} parts={of.plots} grams={of.grams} />
      <Frozen of={of} />
      <OriginDoors is="shipment" id={of.id} />
      <Section title={say('history.title')}>
        <History of={of.history} />
      </Section>
    </>
  );
}

/** The origin set as it left, and what is otherwise today. */
function Frozen({ of }: { readonly of: Shipment }) {
  const { say } = useSpeaking();
  const plots = Object.entries(of.frozen).map(([verdict, n]) =>
    say('lots.page.frozen.plots', { n: countText(n), verdict: say(`lots.verdict.${verdict}`).toLocaleLowerCase() }),
  );
  const unknown =
    of.frozen_unknown === null ? [] : [say('lots.page.frozen-unknown', { weight: massText(of.frozen_unknown) })];
  return (
    <>
      <Section>
        <Particulars
          of={[
            [say('lots.page.claims'), <Claims key="claims" of={of.claims} />],
            [say('lots.lots.custody'), say(`lots.custody.${of.custody}`)],
            [say('lots.page.frozen'), [...plots, ...unknown].join(' · ')],
          ]}
        />
      </Section>
      <Section title={say('lots.page.changed')} flush>
        <DataTable
          of="lots.verdictsChanged"
          params={{ shipment: of.id }}
          without={['code', 'buyer_name', 'on_day']}
          to={(row) => `/plots/${String(row['plot'])}`}
        />
      </Section>
    </>
  );
}
