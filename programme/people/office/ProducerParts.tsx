import { Text } from '@mantine/core';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { dayText, todayText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Particulars } from '#kernel/office/PageHead.tsx';
import { Tag } from '#kernel/office/Value.tsx';
import { ageOn } from '#kernel/pure/day.ts';
import type { ProducerValue } from './ProducerPage.tsx';

interface Of {
  readonly of: ProducerValue;
}

export function Identity({ of }: Of) {
  const { say, language } = useSpeaking();
  const words = 'people.producerRegistered';
  const age = of.birth_date
    ? ageOn(of.birth_date, todayText())
    : of.birth_year
      ? Number(todayText().slice(0, 4)) - of.birth_year
      : null;
  const document =
    of.document_type && of.document_type !== 'none'
      ? `${say(`people.document.${of.document_type}`)} ${of.document_number ?? ''}`
      : say('people.document.none');
  return (
    <Particulars
      of={[
        [say(`${words}.document`), of.erased ? null : document],
        [say(`${words}.sex`), say(`people.sex.${of.sex}`)],
        [say(`${words}.birthDate`), of.birth_date ? dayText(of.birth_date, language) : of.birth_year],
        [say('people.page.age'), age === null ? null : say('people.page.years', { years: age })],
        [say(`${words}.phone`), of.phone],
        [say('people.producers.zone_name'), of.zone_name],
        [say('people.producers.district_name'), of.district_name],
        [say(`${words}.community`), of.community],
        [say(`${words}.organisation`), of.organisation],
        [say(`${words}.promoter`), of.promoter_name],
        [say(`${words}.language`), of.language && say(`people.tongue.${of.language}`)],
        [
          say('people.page.registered'),
          say('people.page.registered-by', { day: dayText(of.on_day, language), who: of.registered_by ?? '—' }),
        ],
      ]}
    />
  );
}

export function Consents({ of }: Of) {
  const { say, language } = useSpeaking();
  if (of.consents.length === 0) return <Text c="var(--inkSoft)">{say('people.page.consent.none')}</Text>;
  return (
    <ul className="lines">
      {of.consents.map((consent) => (
        <li key={consent.purpose}>
          <span>{say(`people.purpose.${consent.purpose}`)}</span>
          <span>
            <Tag tone={consent.given ? 'leaf' : 'red'}>
              {say(consent.given ? 'people.page.consent.given' : 'people.page.consent.not-given')}
            </Tag>{' '}
            <FactLink
              id={consent.fact}
              label={`${say(`people.evidence.${consent.evidence}`)}, ${dayText(consent.on_day, language)}`}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}

export function Household({ of }: Of) {
  const { say } = useSpeaking();
  if (of.household_members.length === 0) return <Text c="var(--inkSoft)">{say('people.page.household.alone')}</Text>;
  return (
    <ul className="lines">
      {of.household_members.map((member) => (
        <li key={member.id}>
          <GoTo to={`/producers/${member.id}`} className="text-link">
            {member.name ?? say('people.page.erased-name')}
          </GoTo>
          {member.head && <Tag>{say('people.page.head')}</Tag>}
        </li>
      ))}
    </ul>
  );
}

export function Merged({ of }: Of) {
  const { say, language } = useSpeaking();
  return (
    <ul className="lines">
      {of.merged.map((record) => (
        <li key={record.id}>
          <GoTo to={`/producers/${record.id}`} className="text-link">
            {record.name ?? say('people.page.erased-name')}
          </GoTo>
          <span>{dayText(record.on_day, language)}</span>
        </li>
      ))}
    </ul>
  );
}
