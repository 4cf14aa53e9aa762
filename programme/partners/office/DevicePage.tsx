import { Alert, Stack } from '@mantine/core';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { countText, dayText, momentText, numberText } from '#kernel/office/format.ts';
import { GoTo, usePathId } from '#kernel/office/GoTo.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Figure, PageHead, Particulars, Section } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import type { device } from '#kernel/server/deviceQuestions.ts';
import type { AnswerOf, Question } from '#kernel/server/question.ts';
import { StateTag } from './DevicesPage.tsx';
import { RevokePhone } from './RevokePhone.tsx';

export type Phone = AnswerOf<ReturnType<typeof device>>;

/** One phone: how it stands, what it still holds, what is wrong with it, and giving it up. */
export function DevicePage() {
  const asked = useAsk<Question<never, Phone>>('ledger.device', { device: usePathId() });
  return <Asked of={asked}>{(value) => <Whole of={value} />}</Asked>;
}

function Whole({ of }: { readonly of: Phone }) {
  const { say, language } = useSpeaking();
  const { may } = usePresent();
  return (
    <>
      <PageHead
        title={of.author ?? '—'}
        about={say('partners.devices.name', { tail: of.id.slice(-4) })}
        actions={may.record('partners.phoneRevoked') && <RevokePhone of={of} />}
      />
      <Stack gap="sm" mb="lg">
        <Revoked of={of} />
        <Alarms of={of} />
      </Stack>
      <div className="cards sync-cards">
        <Figure label={say('partners.device.waiting')} value={countText(of.waiting)}>
          {say('partners.device.waiting.about')}
        </Figure>
        <Figure label={say('partners.device.contact')} value={momentText(of.seen_ms, language)} />
        <Figure label={say('partners.device.facts')} value={countText(of.facts)} />
        {of.quarantined > 0 && (
          <GoTo to="/sync?tab=quarantine" className="plain-card">
            <Figure label={say('partners.device.quarantined')} value={countText(of.quarantined)}>
              {say('partners.device.quarantined.about')}
            </Figure>
          </GoTo>
        )}
      </div>
      <Section title={say('partners.device.how')}>
        <Standing of={of} />
      </Section>
    </>
  );
}

function Standing({ of }: { readonly of: Phone }) {
  const { say, language } = useSpeaking();
  const { may } = usePresent();
  const day = momentText(of.enrolled_ms, language);
  const way = (to: string | null, word: string) =>
    to && (
      <GoTo key={word} to={`/devices/${to}`} className="text-link">
        {say(word)}
      </GoTo>
    );
  return (
    <Particulars
      of={[
        [say('ledger.devices.state'), <StateTag key="s" state={of.state} />],
        [
          say('partners.device.person'),
          may.ask('partners.staff') ? (
            <GoTo key="p" to={`/staff/${of.staff}`} className="text-link">
              {of.author ?? '—'}
            </GoTo>
          ) : (
            of.author
          ),
        ],
        [
          say('partners.device.enrolled'),
          of.enrolled_by
            ? say('partners.device.enrolled.by', { day, names: of.enrolled_by })
            : say('partners.device.enrolled.password', { day }),
        ],
        [say('partners.device.app'), of.app],
        [say('partners.device.storage'), storageText(of, say)],
        [say('partners.device.clock'), clockText(of.clock_ms, say)],
        [say('partners.device.series'), of.series],
        [say('partners.device.heals'), of.heals > 0 ? countText(of.heals) : null],
        [say('device.state.replaced'), way(of.next_device, 'partners.device.next')],
        [say('device.alarm.copy'), way(of.forked_from, 'partners.device.origin')],
        [say('device.alarm.lost'), of.lost ? way(of.after_device, 'partners.device.before') : null],
      ]}
    />
  );
}

function Revoked({ of }: { readonly of: Phone }) {
  const { say, language } = useSpeaking();
  if (!of.revoked_on || !of.revoked_by) return null;
  const day = dayText(of.revoked_on, language);
  return (
    <Alert className="tone-red" title={say('partners.device.revoked', { day, reason: of.reason ?? '' })}>
      <p>{say('partners.device.revoked.about')}</p>
      {of.state === 'wiping' && <p>{say('partners.device.wiping')}</p>}
      {of.wiped_ms && <p>{say('partners.device.wiped', { day: momentText(of.wiped_ms, language) })}</p>}
      <p>{say('partners.device.renew')}</p>
      <FactLink id={of.revoked_by} label={say('partners.device.fact')} />
    </Alert>
  );
}

function Alarms({ of }: { readonly of: Phone }) {
  const { say, language } = useSpeaking();
  const codes = of.alarm.split(',').filter((code) => code !== '');
  const params = {
    n: codes.includes('lost') ? (of.lost ?? 0) : of.waiting,
    time: spanText(of.clock_ms ?? 0),
    day: momentText(of.seen_ms, language),
  };
  return codes.map((code) => (
    <Alert key={code} className={code === 'lost' ? 'tone-red' : 'tone-amber'}>
      <p>
        {say(`partners.device.alarm.${code}`, code === 'silent' ? { n: of.waiting, day: params.day } : params)}
        {code === 'lost' && ` ${say('partners.device.alarm.lost.do')}`}
      </p>
    </Alert>
  ));
}

type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

function storageText(of: Phone, say: Say): string {
  const kept = of.persisted === null ? '—' : say(`partners.device.storage.${of.persisted ? 'kept' : 'risk'}`);
  if (of.used_bytes === null || of.quota_bytes === null) return kept;
  const [used, quota] = [of.used_bytes, of.quota_bytes].map((bytes) => numberText(Math.round(bytes / 100_000) / 10));
  return `${kept} · ${say('partners.device.storage.used', { used: used ?? '', quota: quota ?? '' })}`;
}

/** Server minus phone: positive when the phone is behind. A minute is no mistake. */
function clockText(ms: number | null, say: Say): string {
  if (ms === null) return '—';
  if (Math.abs(ms) < 60_000) return say('partners.device.clock.right');
  return say(`partners.device.clock.${ms > 0 ? 'behind' : 'ahead'}`, { time: spanText(ms) });
}

function spanText(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 72 ? `${hours} h` : `${countText(Math.round(hours / 24))} d`;
}
