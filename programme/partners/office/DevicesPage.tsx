import { SegmentedControl } from '@mantine/core';
import type { Row } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { momentText } from '#kernel/office/format.ts';
import { GoTo, useWord } from '#kernel/office/GoTo.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { Tag, type Tone } from '#kernel/office/Value.tsx';

/** Phones and computers that record, the last heard of first; what is wrong with one stands beside it. */
export function DevicesPage() {
  const { say, language } = useSpeaking();
  const { session } = usePresent();
  const tail = (row: Row) => say('partners.devices.name', { tail: String(row['id']).slice(-4) });
  const [only, choose] = useWord('which', 'phones');
  const enrols = session.grants.some(({ role }) => role === 'administrator');
  return (
    <>
      <PageHead about={say('partners.devices.about')} />
      {enrols && (
        <p className="page-about tab-about">
          <GoTo to="/staff" className="text-link">
            {say('partners.devices.enrol-where', { page: say('partners.people') })}
          </GoTo>
        </p>
      )}
      <DataTable
        of="ledger.devices"
        params={{ only: only === 'phones' ? 'phones' : null }}
        tools={
          <SegmentedControl
            aria-label={say('partners.devices')}
            value={only}
            onChange={choose}
            data={['phones', 'all'].map((value) => ({ value, label: say(`partners.devices.${value}`) }))}
          />
        }
        empty={say('partners.devices.none')}
        cells={{
          author: { show: (row) => `${String(row['author'] ?? '—')} · ${tail(row)}` },
          state: { words: 'device.state', show: (row) => <StateTag state={String(row['state'])} /> },
          alarm: { show: (row) => <Alarms of={String(row['alarm'] ?? '')} /> },
          last: { show: (row) => (row['seen_ms'] ? momentText(Number(row['seen_ms']), language) : '—') },
        }}
        folded={['first', 'facts']}
        to={(row) => (row['state'] === 'office' ? null : `/devices/${String(row['id'])}`)}
      />
    </>
  );
}

const tones: Readonly<Record<string, Tone>> = {
  working: 'leaf',
  office: 'plain',
  replaced: 'plain',
  revoked: 'red',
  wiping: 'red',
  wiped: 'plain',
};

export function StateTag({ state }: { readonly state: string }) {
  const { say } = useSpeaking();
  return <Tag tone={tones[state] ?? 'plain'}>{say(`device.state.${state}`)}</Tag>;
}

/** Short, for a table; the phone's own page says it in sentences. */
function Alarms({ of }: { readonly of: string }) {
  const { say } = useSpeaking();
  const codes = of.split(',').filter((code) => code !== '');
  if (codes.length === 0) return null;
  return (
    <>
      {codes.map((code) => (
        <Tag key={code} tone={code === 'lost' || code === 'copied' || code === 'copy' ? 'red' : 'amber'}>
          {say(`device.alarm.${code}`)}
        </Tag>
      ))}
    </>
  );
}
