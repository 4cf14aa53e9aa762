import { Stack } from '@mantine/core';
import { Asked } from '#kernel/office/Asked.tsx';
import { type Answer, useAsk, usePage } from '#kernel/office/ask.ts';
import { Counted } from '#kernel/office/FactsList.tsx';
import { dayText, momentText } from '#kernel/office/format.ts';
import { GoTo, usePathId } from '#kernel/office/GoTo.tsx';
import { History } from '#kernel/office/History.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { PageHead, Particulars, Section } from '#kernel/office/PageHead.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { Tag } from '#kernel/office/Value.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { staff } from '../queries.ts';
import { StateTag } from './DevicesPage.tsx';
import { EnrolPhone } from './EnrolPhone.tsx';
import { GrantRole } from './GrantRole.tsx';
import { Login } from './Login.tsx';
import { RevokeRole } from './RevokeRole.tsx';

type Member = AnswerOf<typeof staff>;

/** One member of staff: what she may do where, and how she signs in. */
export function MemberPage() {
  const id = usePathId();
  const asked = useAsk<typeof staff>('partners.staff', { staff: id }, { facts: true });
  return <Asked of={asked}>{(value, facts) => <Whole of={value} facts={facts} />}</Asked>;
}

function Whole({ of, facts }: { readonly of: Member; readonly facts: Answer<unknown>['facts'] }) {
  const { say, language } = useSpeaking();
  const { may, session } = usePresent();
  const administers = session.grants.some((grant) => grant.role === 'administrator');
  return (
    <>
      <PageHead
        title={of.names ?? say('people.page.erased-name')}
        about={of.organisation}
        actions={
          may.record('partners.roleGranted') && (
            <SideForm label={say('partners.page.grant')}>
              {(close) => <GrantRole staff={of.id} close={close} />}
            </SideForm>
          )
        }
      />
      <div className="two">
        <Section title={say('partners.page.rights')}>
          <Rights of={of} />
        </Section>
        <div>
          <Section title={say('partners.page.particulars')}>
            <Particulars
              of={[
                [say('partners.people.email'), of.email],
                [say('partners.people.organisation'), of.organisation],
                [say('partners.people.on_day'), dayText(of.on_day, language)],
                [
                  say('partners.page.producer'),
                  of.person && (
                    <GoTo key="p" to={`/producers/${of.person}`} className="text-link">
                      {of.names ?? say('people.producer')}
                    </GoTo>
                  ),
                ],
              ]}
            />
          </Section>
          {administers && (
            <Section title={say('partners.page.login')}>
              <Login staff={of.id} />
            </Section>
          )}
          {administers && (
            <Section title={say('partners.enrol.phones')}>
              <Phones of={of} />
            </Section>
          )}
        </div>
      </div>
      <Section title={say('partners.page.history')} tools={<Counted facts={facts} />}>
        <History of={of.history} />
      </Section>
    </>
  );
}

/** Her phones, and a code for another one. */
function Phones({ of }: { readonly of: Member }) {
  const { say, language } = useSpeaking();
  const { rows } = usePage('ledger.devices', { staff: of.id, size: 50 }).data?.value ?? { rows: [] };
  const phones = rows.filter((row) => row['state'] !== 'office');
  const grants = of.grants
    .filter((grant) => grant.revoked_on === null)
    .map(({ role, scopes, places }) => ({
      role,
      places: scopes.length === 0 ? say('partners.page.everywhere') : (places ?? '—'),
    }));
  return (
    <Stack gap="sm" align="flex-start">
      {phones.length === 0 && <p>{say('partners.enrol.no-phones')}</p>}
      <ul className="lines" style={{ alignSelf: 'stretch' }}>
        {phones.map((row) => (
          <li key={String(row['id'])}>
            <GoTo to={`/devices/${String(row['id'])}`} className="text-link">
              {say('partners.devices.name', { tail: String(row['id']).slice(-4) })}
            </GoTo>
            <span>
              {momentText(Number(row['seen_ms']), language)} <StateTag state={String(row['state'])} />
            </span>
          </li>
        ))}
      </ul>
      <SideForm label={say('partners.enrol')}>
        {() => <EnrolPhone of={{ staff: of.id, names: of.names ?? '—', grants }} />}
      </SideForm>
    </Stack>
  );
}

function Rights({ of }: { readonly of: Member }) {
  const { say, language } = useSpeaking();
  const { may } = usePresent();
  const standing = of.grants.filter((grant) => grant.revoked_on === null);
  return (
    <>
      {standing.length === 0 && <p>{say('partners.page.rights.none')}</p>}
      <ul className="lines">
        {of.grants.map((grant) => (
          <li key={grant.id}>
            <span>
              <strong>{say(`partners.role.${grant.role}`)}</strong>
              <br />
              {grant.scopes.length === 0 ? say('partners.page.everywhere') : (grant.places ?? '—')}
            </span>
            {grant.revoked_on === null ? (
              <span>
                {say('partners.page.since', { day: dayText(grant.on_day, language) })}{' '}
                {may.record('partners.roleRevoked') && (
                  <SideForm label={say('partners.page.revoke')} quiet small>
                    {(close) => <RevokeRole grant={grant.id} close={close} />}
                  </SideForm>
                )}
              </span>
            ) : (
              <Tag>{say('partners.page.revoked', { day: dayText(grant.revoked_on, language) })}</Tag>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
