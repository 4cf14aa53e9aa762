import { Alert, Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { QrCode } from '#kernel/kit/QrCode.tsx';
import { call, NotDone, type Said, send } from '#kernel/office/door.ts';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Refusals } from '#kernel/office/Refusals.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import type { Role } from '#kernel/pure/policy.ts';
import type { EnrolmentStand } from '#kernel/server/enrolments.ts';
import './enrol.css';

export interface SeatShown {
  readonly staff: string;
  readonly names: string;
  readonly grants: readonly { readonly role: Role; readonly places: string }[];
}

interface Made {
  readonly code: string;
  readonly until_ms: number;
}

/** A code that brings one phone in: good once and for ten minutes, with whose seat it opens in sight. */
export function EnrolPhone({ of }: { readonly of: SeatShown }) {
  const { say } = useSpeaking();
  const { session } = usePresent();
  const [made, show] = useState<Made | null>(null);
  const [refused, refuse] = useState<readonly Said[]>([]);
  const doing = async (work: () => Promise<Made | null>) => {
    refuse([]);
    try {
      show(await work());
    } catch (error) {
      refuse(error instanceof NotDone ? error.refusals : [{ code: 'office.failed', params: {} }]);
    }
  };
  const make = () => doing(() => send<Made>('POST', '/api/enrolments', { staff: of.staff }));
  const cancel = () => doing(async () => send<null>('DELETE', `/api/enrolments/${of.staff}`).then(() => null));
  return (
    <Stack gap="md">
      <p>{say('partners.enrol.about')}</p>
      <div>
        <strong>{say('partners.enrol.seat', { names: of.names })}</strong>
        <ul className="lines">
          {of.grants.map(({ role, places }) => (
            <li key={`${role} ${places}`}>
              {say(`partners.role.${role}`)} · {places}
            </li>
          ))}
        </ul>
      </div>
      {!window.isSecureContext && <Alert className="tone-amber">{say('partners.enrol.insecure')}</Alert>}
      <Refusals of={refused} />
      {made ? (
        <Open of={of} made={made} by={session.staff.names} again={make} cancel={cancel} />
      ) : (
        <Button size="md" onClick={() => void make()}>
          {say('partners.enrol.make')}
        </Button>
      )}
    </Stack>
  );
}

function Open(props: {
  readonly of: SeatShown;
  readonly made: Made;
  readonly by: string;
  readonly again: () => Promise<void>;
  readonly cancel: () => Promise<void>;
}) {
  const { say } = useSpeaking();
  const { of, made } = props;
  const stand = useQuery({
    queryKey: ['enrolment', of.staff, made.until_ms],
    queryFn: () => call<EnrolmentStand>(`/api/enrolments/${of.staff}`),
    refetchInterval: 3000,
  }).data;
  const left = useLeft(made.until_ms);
  const used = stand !== undefined && stand.used_ms !== null;
  const over = left <= 0;
  const place = `${window.location.origin}/phone/`;
  return (
    <div className="enrol">
      {used && <Alert className="tone-leaf">{say('partners.enrol.used')}</Alert>}
      {!used && over && <Alert className="tone-amber">{say('partners.enrol.over')}</Alert>}
      {!used && !over && (
        <>
          <div className="enrol-qr">
            <QrCode text={`${place}#e=${made.code.replaceAll('-', '')}`} label={say('partners.enrol.qr')} />
          </div>
          <p>{say('partners.enrol.typed', { address: place })}</p>
          <strong className="enrol-code">{made.code}</strong>
          <p role="timer">{say('partners.enrol.left', { time: clock(left) })}</p>
        </>
      )}
      <p className="page-about">{say('partners.enrol.by', { names: props.by })}</p>
      <Group gap="sm" justify="center">
        <Button variant="default" onClick={() => void props.again()}>
          {say('partners.enrol.again')}
        </Button>
        {!used && !over && (
          <Button variant="default" onClick={() => void props.cancel()}>
            {say('partners.enrol.cancel')}
          </Button>
        )}
      </Group>
    </div>
  );
}

/** Ms until then, counted down each second. */
function useLeft(untilMs: number): number {
  const [now, tick] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => tick(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return untilMs - now;
}

const clock = (ms: number): string => {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
