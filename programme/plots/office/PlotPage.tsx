import { Alert, Button, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { Asked } from '#kernel/office/Asked.tsx';
import { type Answer, useAsk } from '#kernel/office/ask.ts';
import { Counted } from '#kernel/office/FactsList.tsx';
import { DayField, FactFormFrame, TextField } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { usePathId } from '#kernel/office/GoTo.tsx';
import { History } from '#kernel/office/History.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead, Section } from '#kernel/office/PageHead.tsx';
import { Panels } from '#kernel/office/Panels.tsx';
import { PhotosSection } from '#kernel/office/Photos.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { Tag } from '#kernel/office/Value.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import { PlotRetired } from '../facts.ts';
import type { plot } from '../queries.ts';
import { DistrictForm } from './DistrictForm.tsx';
import { PlotGround } from './PlotGround.tsx';
import { Captures, FindingLines, Overlaps, PlotParticulars } from './PlotParts.tsx';
import { ReviewDesk } from './ReviewDesk.tsx';
import { verdictTone } from './verdicts.ts';

export type PlotValue = AnswerOf<typeof plot>;

/** One plot: its ground, what was found there and every capture of its boundary. */
export function PlotPage() {
  const id = usePathId();
  const asked = useAsk<typeof plot>('plots.plot', { plot: id }, { facts: true });
  return <Asked of={asked}>{(value, facts) => <Plot of={value} facts={facts} />}</Asked>;
}

function Plot({ of, facts }: { readonly of: PlotValue; readonly facts: Answer<unknown>['facts'] }) {
  const say = useSay();
  const { may } = usePresent();
  const [retiring, { open, close }] = useDisclosure();
  const [beside, lay] = useState<string | null>(null);
  const opensReview = !of.retired && needsEyes(of) && may.record('plots.boundaryReviewed');
  return (
    <>
      <PageHead
        title={
          <>
            {of.name} <Tag tone={verdictTone[of.verdict]}>{say(`plots.verdict.${of.verdict}`)}</Tag>
          </>
        }
        about={[of.producer, of.district_name, of.zone_name].filter(Boolean).join(' · ')}
        actions={
          <>
            {opensReview && (
              <SideForm label={say('plots.desk.open')}>{(end) => <ReviewDesk id={of.id} done={end} />}</SideForm>
            )}
            {may.record('plots.districtSaid') && of.boundary && (
              <SideForm quiet label={say('plots.page.district')}>
                {(end) => <DistrictForm plot={of.id} close={end} />}
              </SideForm>
            )}
            {may.record('plots.plotRetired') && !of.retired && (
              <Button variant="default" onClick={open}>
                {say('plots.page.retire')}
              </Button>
            )}
          </>
        }
      />
      {of.retired && (
        <Alert className="tone-amber" mb="lg">
          {say('plots.page.retired')}
        </Alert>
      )}
      {of.asked && (
        <Alert className="tone-amber" mb="lg">
          {say('plots.page.asked', { reason: of.asked })}
        </Alert>
      )}
      {of.waiting && (
        <Alert className="tone-amber" mb="lg">
          {say('plots.page.waiting')}
        </Alert>
      )}
      <div className="two">
        <Section title={say('plots.page.map')}>
          <PlotGround of={of} beside={beside} />
        </Section>
        <div>
          <Section title={say('plots.page.particulars')}>
            <PlotParticulars of={of} />
          </Section>
          <Section title={say('plots.page.findings')}>
            <FindingLines of={of} />
          </Section>
        </div>
      </div>
      {of.overlaps.length > 0 && (
        <Section title={say('plots.page.overlaps')}>
          <Overlaps of={of} />
        </Section>
      )}
      <PhotosSection about={of.id} />
      <Panels on="plot" id={of.id} />
      {of.boundaries.length > 0 && (
        <Section title={say('plots.page.captures')}>
          <Captures of={of} beside={beside} put={lay} />
        </Section>
      )}
      <Section title={say('plots.page.history')} tools={<Counted facts={facts} />}>
        <History of={of.history} />
      </Section>
      <Drawer
        opened={retiring}
        onClose={close}
        position="right"
        title={say('plots.page.retire')}
        closeButtonProps={{ 'aria-label': say('office.close') }}
        classNames={{ title: 'drawer-title', content: 'drawer', header: 'drawer-header' }}
      >
        <Retire plot={of.id} close={close} />
      </Drawer>
    </>
  );
}

/** True when somebody has something to say: a change that waits, a remark, shared ground. */
function needsEyes(of: PlotValue): boolean {
  return of.waiting !== null || of.verdict === 'look' || of.verdict === 'blocked';
}

function Retire({ plot: id, close }: { readonly plot: string; readonly close: () => void }) {
  const say = useSay();
  const form = useFactForm(PlotRetired, { plot: id, reason: '', on: todayText() });
  return (
    <FactFormFrame form={form} done={close} cancel={close} label={say('plots.page.retire')}>
      <p>{say('plots.page.retire.about')}</p>
      <TextField form={form} name="reason" required long />
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}
