import { Alert } from '@mantine/core';
import { Asked } from '#kernel/office/Asked.tsx';
import { type Answer, useAsk } from '#kernel/office/ask.ts';
import { Counted } from '#kernel/office/FactsList.tsx';
import { DayField, FactFormFrame, TextField } from '#kernel/office/Fields.tsx';
import { countText, dayText, degreesText, numberText, todayText } from '#kernel/office/format.ts';
import { usePathId } from '#kernel/office/GoTo.tsx';
import { History } from '#kernel/office/History.tsx';
import { useSay, useSpeaking } from '#kernel/office/language.tsx';
import { PlotMap } from '#kernel/office/mapPlots.tsx';
import type { Position } from '#kernel/office/mapShapes.ts';
import { Figure, PageHead, Particulars, Section } from '#kernel/office/PageHead.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { Tag } from '#kernel/office/Value.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import { useOutlines } from '#programme/partners/office/outlines.ts';
import type { layer } from '../layersQueries.ts';
import { LayerRetired } from '../screeningFacts.ts';

type Layer = AnswerOf<typeof layer>;

/** One layer: what it shows, where, by whom, and what was screened with it. */
export function LayerPage() {
  const id = usePathId();
  const asked = useAsk<typeof layer>('plots.layer', { layer: id }, { facts: true });
  return <Asked of={asked}>{(value, facts) => <Whole of={value} facts={facts} />}</Asked>;
}

function Whole({ of, facts }: { readonly of: Layer; readonly facts: Answer<unknown>['facts'] }) {
  const say = useSay();
  const { may } = usePresent();
  return (
    <>
      <PageHead
        title={
          <>
            {of.name} <Tag tone={of.state === 'in-use' ? 'leaf' : 'plain'}>{say(`plots.layer_state.${of.state}`)}</Tag>
          </>
        }
        about={`${say(`plots.ground.${of.kind}`)} · ${of.version}`}
        actions={
          may.record('plots.layerRetired') &&
          of.state !== 'retired' && (
            <SideForm label={say('plots.layers.retire')} quiet>
              {(close) => <Retire layer={of.id} close={close} />}
            </SideForm>
          )
        }
      />
      {of.synthetic && (
        <Alert className="tone-amber" mb="lg">
          {say('plots.layers.synthetic.about')}
        </Alert>
      )}
      <Section flush>
        <div className="cards">
          <Figure label={say('plots.layers.plots')} value={countText(of.plots)} />
          <Figure label={say('plots.layers.screened')} value={countText(of.screened)} />
          <Figure label={say('plots.layers.cells')} value={countText(of.cells)} />
          <Figure
            label={say('plots.layers.size')}
            value={
              of.bytes < 1e6
                ? say('plots.layers.kilobytes', { kb: numberText(of.bytes / 1e3) })
                : say('plots.layers.megabytes', { mb: numberText(of.bytes / 1e6) })
            }
          />
        </div>
      </Section>
      <div className="two">
        <Section title={say('plots.layers.where')}>
          <Extent of={of} />
        </Section>
        <Section title={say('plots.layer')}>
          <LayerParticulars of={of} />
        </Section>
      </div>
      <Section title={say('history.title')} tools={<Counted facts={facts} />}>
        <History of={of.history} />
      </Section>
    </>
  );
}

function LayerParticulars({ of }: { readonly of: Layer }) {
  const { say, language } = useSpeaking();
  const day = (text: string) => dayText(text, language);
  const where = { west: of.west, south: of.south, east: of.east, north: of.north };
  return (
    <Particulars
      of={[
        [say('plots.layers.source'), of.source],
        [say('plots.layers.licence'), of.licence],
        [say('plots.layers.shows'), day(of.shows)],
        [
          say('plots.layers.validity'),
          of.until_day
            ? say('plots.layers.validity-until', { from: day(of.from_day), until: day(of.until_day) })
            : say('plots.layers.validity-open', { from: day(of.from_day) }),
        ],
        [
          say('plots.layers.box'),
          say(
            'plots.layers.box-text',
            Object.fromEntries(Object.entries(where).map(([side, degrees]) => [side, degreesText(degrees)])),
          ),
        ],
        [say('plots.layers.brought_by'), of.brought_by],
        [say('plots.layers.on_day'), day(of.on_day)],
        [say('plots.layerBrought.fileName'), of.file_name],
        [
          say('plots.layers.sha256'),
          <code key="hash" style={{ overflowWrap: 'anywhere' }}>
            {of.sha256}
          </code>,
        ],
      ]}
    />
  );
}

function Extent({ of }: { readonly of: Layer }) {
  const say = useSay();
  const outlines = useOutlines();
  const { west, south, east, north } = of;
  const ring: Position[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const plots = [{ id: of.id, name: of.name, meaning: 'layer', ring }];
  const meanings = [{ key: 'layer', label: say('plots.layers.box'), colour: '#2f6f9f' }];
  return (
    <PlotMap
      title={say('plots.layers.where')}
      plots={plots}
      meanings={meanings}
      outlines={outlines}
      closest={12}
      height={340}
    />
  );
}

function Retire({ layer: id, close }: { readonly layer: string; readonly close: () => void }) {
  const say = useSay();
  const form = useFactForm(LayerRetired, { layer: id, reason: '', on: todayText() });
  return (
    <FactFormFrame form={form} done={close} cancel={close} label={say('plots.layers.retire')}>
      <p>{say('plots.layers.retire.about')}</p>
      <TextField form={form} name="reason" required long />
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}
