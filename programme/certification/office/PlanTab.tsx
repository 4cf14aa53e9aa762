import './certification.css';
import { Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { NotDone } from '#kernel/office/door.ts';
import { countText, dayText, todayText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Figure, Section } from '#kernel/office/PageHead.tsx';
import { Refusals } from '#kernel/office/Refusals.tsx';
import { usePresent, useRecordAll } from '#kernel/office/session.tsx';
import { plusDays } from '#kernel/pure/day.ts';
import type { Refusal } from '#kernel/pure/refusal.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import { InspectionPlanned } from '../facts.ts';
import type { plan } from '../planQuery.ts';
import { StateTag } from './certificationCells.tsx';

type Plan = AnswerOf<typeof plan>;
type Due = Plan['rows'][number];

/** Who is due for an inspection, the riskiest first; many are planned at once, each by somebody who may. */
export function PlanTab() {
  const asked = useAsk<typeof plan>('certification.plan');
  return <Asked of={asked}>{(value) => <Planning of={value} />}</Asked>;
}

function Planning({ of }: { readonly of: Plan }) {
  const { say, language } = useSpeaking();
  const { may } = usePresent();
  const high = of.rows.filter((row) => row.risk === 'high').length;
  return (
    <>
      <div className="cards certification-figures">
        <Figure label={say('certification.page.plan.due')} value={countText(of.total)}>
          {say('certification.page.plan.of', { n: countText(of.members), day: dayText(of.today, language) })}
        </Figure>
        <Figure label={say('certification.page.plan.high')} value={countText(high)} />
        <Figure label={say('certification.page.plan.planned')} value={countText(of.planned)} />
      </div>
      {of.rows.length === 0 ? (
        <Section>
          <p>{say('certification.page.plan.none')}</p>
        </Section>
      ) : (
        <Table of={of} records={may.record(InspectionPlanned.kind)} />
      )}
    </>
  );
}

function Table({ of, records }: { readonly of: Plan; readonly records: boolean }) {
  const { say, language } = useSpeaking();
  const [picked, pick] = useState<ReadonlySet<string>>(new Set());
  const [chosen, choose] = useState<ReadonlyMap<string, string>>(new Map());
  const named = new Map(of.inspectors.map((one) => [one.id, one.names ?? '—']));
  const inspectorOf = (row: Due) => chosen.get(row.membership) ?? row.may[0] ?? '';
  const free = of.rows.filter((row) => row.may.length > 0);
  const toggle = (id: string, on: boolean) => {
    const next = new Set(picked);
    if (on) next.add(id);
    else next.delete(id);
    pick(next);
  };
  const rows = of.rows.filter((row) => picked.has(row.membership));
  return (
    <>
      {records && (
        <Send rows={rows.map((row) => ({ row, inspector: inspectorOf(row) }))} done={() => pick(new Set())} />
      )}
      <Section flush>
        <div className="table-scroll section-body">
          <table className="plain-table">
            <thead>
              <tr>
                {records && (
                  <th scope="col">
                    <Checkbox
                      aria-label={say('certification.page.plan.all')}
                      checked={picked.size > 0 && picked.size === free.length}
                      indeterminate={picked.size > 0 && picked.size < free.length}
                      onChange={(e) => pick(new Set(e.currentTarget.checked ? free.map((row) => row.membership) : []))}
                    />
                  </th>
                )}
                <th scope="col">{say('certification.members.name')}</th>
                <th scope="col">{say('certification.page.risk')}</th>
                <th scope="col">{say('certification.page.plan.due-on')}</th>
                <th scope="col">{say('certification.members.scheme')}</th>
                <th scope="col">{say('certification.members.zone')}</th>
                <th scope="col">{say('certification.inspectionPlanned.inspector')}</th>
              </tr>
            </thead>
            <tbody>
              {of.rows.map((row) => (
                <tr key={row.membership}>
                  {records && (
                    <td>
                      <Checkbox
                        aria-label={say('certification.page.plan.pick', { name: row.name ?? '' })}
                        checked={picked.has(row.membership)}
                        disabled={row.may.length === 0}
                        onChange={(e) => toggle(row.membership, e.currentTarget.checked)}
                      />
                    </td>
                  )}
                  <th scope="row">
                    <GoTo to={`/members/${row.membership}`} className="text-link">
                      {row.name ?? say('people.page.erased-name')}
                    </GoTo>
                  </th>
                  <td>
                    <StateTag of={row.risk} words="certification.risk" />
                    <div className="certification-why">
                      {row.factors.map((factor) => say(`certification.factor.${factor}`)).join(', ')}
                    </div>
                  </td>
                  <td>
                    {row.last_on === null
                      ? say('certification.page.plan.first')
                      : `${dayText(row.due, language)} (${say('certification.page.plan.last', { day: dayText(row.last_on, language) })})`}
                  </td>
                  <td>{row.scheme}</td>
                  <td>{row.zone}</td>
                  <td>
                    {row.may.length > 0 ? (
                      <NativeSelect
                        aria-label={say('certification.inspectionPlanned.inspector')}
                        value={inspectorOf(row)}
                        onChange={(e) => choose(new Map(chosen).set(row.membership, e.currentTarget.value))}
                        data={row.may.map((id) => ({ value: id, label: named.get(id) ?? '—' }))}
                      />
                    ) : (
                      say('certification.page.plan.nobody')
                    )}
                    {row.bound.map(({ staff, bond }) => (
                      <div key={staff} className="certification-why">
                        {named.get(staff)}: {say(`certification.bond.${bond}`)}
                      </div>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
    </>
  );
}

/** Plans those that were picked, from one day on, so many a day for each inspector. */
function Send({
  rows,
  done,
}: {
  readonly rows: readonly { readonly row: Due; readonly inspector: string }[];
  readonly done: () => void;
}) {
  const { say } = useSpeaking();
  const record = useRecordAll();
  const [from, setFrom] = useState(plusDays(todayText(), 7));
  const [aDay, setADay] = useState('4');
  const [busy, setBusy] = useState(false);
  const [refused, hear] = useState<readonly Refusal[]>([]);
  const plan = async () => {
    setBusy(true);
    hear([]);
    const nth = new Map<string, number>();
    const told = rows.map(({ row, inspector }) => {
      const before = nth.get(inspector) ?? 0;
      nth.set(inspector, before + 1);
      const due = plusDays(from, Math.floor(before / Math.max(1, Number(aDay) || 4)));
      const because =
        row.last_on === null ? ('new' as const) : row.risk === 'high' ? ('risk' as const) : ('annual' as const);
      return {
        kind: InspectionPlanned,
        body: { membership: row.membership, inspector, because, due, on: todayText() },
      };
    });
    try {
      await record(told);
      notifications.show({
        color: 'leaf',
        title: say('office.saved'),
        message: say('certification.page.plan.sent', { n: told.length }),
      });
      done();
    } catch (error) {
      hear(error instanceof NotDone ? (error.refusals as readonly Refusal[]) : [{ code: 'office.failed', params: {} }]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="certification-send">
      <Refusals of={refused} />
      <Group align="flex-end" gap="md">
        <TextInput
          type="date"
          label={say('certification.page.plan.from')}
          value={from}
          onChange={(e) => setFrom(e.currentTarget.value)}
        />
        <TextInput
          inputMode="numeric"
          label={say('certification.page.plan.a-day')}
          value={aDay}
          onChange={(e) => setADay(e.currentTarget.value)}
          w={150}
        />
        <Button onClick={() => void plan()} disabled={rows.length === 0 || from === ''} loading={busy}>
          {say('certification.page.plan.send', { n: rows.length })}
        </Button>
      </Group>
    </div>
  );
}
