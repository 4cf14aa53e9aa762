import { Button, Group, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { NotDone, type Said } from '#kernel/office/door.ts';
import { areaText, todayText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { Refusals, useWhy } from '#kernel/office/Refusals.tsx';
import { usePresent, useRecord } from '#kernel/office/session.tsx';
import type { BodyOf, FactKind } from '#kernel/pure/fact.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import { BoundaryMapped, BoundaryReviewed, PairReviewed, type reviewDecisions } from '../facts.ts';
import type { plot } from '../queries.ts';
import type { repair } from '../reviewQueries.ts';
import { verdictOf } from '../rules.ts';
import { BeforeAfter } from './BeforeAfter.tsx';
import type { PlotValue } from './PlotPage.tsx';
import { FindingLines } from './PlotParts.tsx';

type Decision = (typeof reviewDecisions)[number];
type Repair = AnswerOf<typeof repair>;

/** What is wrong with one plot, before and after the repair that is offered, and what a person may say to it. */
export function ReviewDesk({ id, done }: { readonly id: string; readonly done: () => void }) {
  const asked = useAsk<typeof plot>('plots.plot', { plot: id });
  const offered = useAsk<typeof repair>('plots.repair', { plot: id });
  return (
    <Asked of={asked} height={420}>
      {(value) => (
        <Asked of={offered} height={420}>
          {(mended) => <Desk of={value} mended={mended} done={done} />}
        </Asked>
      )}
    </Asked>
  );
}

function Desk({ of, mended, done }: { readonly of: PlotValue; readonly mended: Repair; readonly done: () => void }) {
  const say = useSay();
  const { may } = usePresent();
  const { reason, missing, write, says, busy, refused } = useSaying(done);
  const { offer } = mended;
  const waiting = of.boundaries.find((line) => line.id === of.waiting);
  const judges = may.record(BoundaryReviewed.kind);
  const decide = (boundary: string, decision: Decision) => (why: string) =>
    says(BoundaryReviewed, { boundary, decision, reason: why, on: todayText() });
  const take = (why: string) =>
    mended.boundary &&
    offer &&
    says(BoundaryMapped, {
      plot: of.id,
      ring: offer.ring.map(([lon, lat]): [number, number] => [lon, lat]),
      method: 'repair',
      ...(mended.accuracyCm === null ? {} : { accuracyCm: mended.accuracyCm }),
      repairs: mended.boundary,
      why,
      on: todayText(),
    });
  const open = of.overlaps.filter((other) => other.stands === null);
  return (
    <Stack gap="md">
      <BeforeAfter of={of} mended={mended} />
      {waiting && (
        <p>
          {say('plots.desk.second', {
            by: waiting.by ?? '—',
            before: of.area_m2 === null ? '—' : areaText(of.area_m2),
            after: areaText(waiting.area_m2),
          })}
          {waiting.second && ` ${say(`plots.second-${waiting.second}`)}`}
        </p>
      )}
      <FindingLines of={waiting ? { ...of, findings: waiting.findings } : of} />
      {offer && !waiting && (
        <p>
          <b>{say('plots.desk.offer')}</b>{' '}
          {say('plots.desk.offer-area', {
            before: of.area_m2 === null ? '—' : areaText(of.area_m2),
            after: areaText(offer.areaM2),
          })}
        </p>
      )}
      {judges && (
        <>
          <Textarea
            label={say('plots.boundaryReviewed.reason')}
            value={reason}
            error={missing ? say('field.empty') : undefined}
            autosize
            minRows={2}
            maxLength={300}
            withAsterisk
            onChange={(event) => write(event.currentTarget.value)}
          />
          <Refusals of={refused} />
          <Group gap="sm">
            {waiting && (
              <>
                <Act label={say('plots.desk.agree')} busy={busy} act={decide(waiting.id, 'agree')} says={says} first />
                <Act label={say('plots.desk.decline')} busy={busy} act={decide(waiting.id, 'decline')} says={says} />
              </>
            )}
            {offer && !waiting && may.record(BoundaryMapped.kind) && (
              <Act label={say('plots.desk.take')} busy={busy} act={take} says={says} first />
            )}
            {of.boundary && !waiting && (
              <>
                {of.findings.some((f) => f.level !== 'info') && verdictOf(of.findings, true) !== 'blocked' && (
                  <Act label={say('plots.desk.keep')} busy={busy} act={decide(of.boundary, 'keep')} says={says} />
                )}
                {of.asked === null && (
                  <Act label={say('plots.desk.ask')} busy={busy} act={decide(of.boundary, 'ask')} says={says} />
                )}
              </>
            )}
            {open.map((other) => (
              <Act
                key={other.plot}
                label={say('plots.desk.stands', { plot: other.name })}
                busy={busy}
                says={says}
                act={(why) => says(PairReviewed, { plot: of.id, other: other.plot, reason: why, on: todayText() })}
              />
            ))}
          </Group>
        </>
      )}
      <GoTo to={`/plots/${of.id}`} className="text-link">
        {say('plots.desk.page')}
      </GoTo>
    </Stack>
  );
}

type Says = ReturnType<typeof useSaying>['says'];

/** One thing to say; it needs the reason that stands above. */
function Act(of: {
  readonly label: string;
  readonly busy: boolean;
  readonly first?: boolean;
  readonly says: Says;
  readonly act: (reason: string) => unknown;
}) {
  return (
    <Button
      {...(of.first ? {} : { variant: 'default' })}
      loading={of.busy}
      onClick={() => of.says.withReason((why) => void of.act(why))}
    >
      {of.label}
    </Button>
  );
}

/** Records what a person says, with her reason. */
function useSaying(done: () => void) {
  const say = useSay();
  const why = useWhy();
  const tell = useRecord();
  const [reason, write] = useState('');
  const [missing, miss] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, refuse] = useState<readonly Said[]>([]);
  const record = async <K extends FactKind>(kind: K, body: BodyOf<K>) => {
    setBusy(true);
    refuse([]);
    try {
      const receipt = await tell(kind, body);
      const flagged = receipt.flags.length > 0;
      const title = say(flagged ? 'office.saved-flagged' : 'office.saved');
      notifications.show({ color: flagged ? 'yellow' : 'leaf', title, message: receipt.flags.map(why).join(' ') });
      write('');
      done();
    } catch (error) {
      refuse(error instanceof NotDone ? error.refusals : [{ code: 'office.failed', params: {} }]);
    }
    setBusy(false);
  };
  const withReason = (act: (reason: string) => void) => {
    miss(reason.trim() === '');
    if (reason.trim() !== '') act(reason.trim());
  };
  return { reason, missing, write, busy, refused, says: Object.assign(record, { withReason }) };
}
