import { SelectField, TextField } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { tongues } from '#programme/people/facts.ts';
import { communitiesOf, type PromoterDoc } from './group.ts';
import type { Found, ZoneDoc } from './people.ts';
import type { StepProps } from './WhoStep.tsx';

/** Where she belongs. All of it stands there from the last registration; usually it is only looked at. */
export function GroupStep(
  props: StepProps & {
    readonly zones: readonly ZoneDoc[];
    readonly known: readonly Found[];
    readonly promoters: readonly PromoterDoc[];
    readonly code: string;
  },
) {
  const { form, change, said, zones, known, promoters, code } = props;
  const say = useSay();
  if (zones.length === 0) return <p className="card amber">{say('people.phone.no-zone')}</p>;
  const places = zones.find((zone) => zone.id === form.zone)?.places ?? [];
  const communities = communitiesOf(known, form.zone);
  const atCommunity = (community: string) => {
    const place = communities.find((c) => c.name === community.trim());
    change(place ? { community, district: place.district } : { community });
  };
  const here = promoters.filter((promoter) => promoter.zone === form.zone);
  return (
    <>
      <TextField
        label={say('people.phone.community')}
        value={form.community}
        capitalise
        optional
        maxLength={80}
        error={said('community')}
        suggestions={communities.map(({ name }) => name)}
        onChange={atCommunity}
      />
      {zones.length > 1 && (
        <SelectField
          label={say('people.phone.zone')}
          value={form.zone}
          choices={zones.map((zone) => ({ value: zone.id, label: zone.name }))}
          error={said('zone')}
          onChange={(zone) => change({ zone, district: '', promoter: '' })}
        />
      )}
      {places.length > 1 && (
        <SelectField
          label={say('people.phone.district')}
          value={form.district}
          choices={places.map((place) => ({ value: place.code, label: place.name }))}
          error={said('district')}
          onChange={(district) => change({ district })}
        />
      )}
      {here.length > 0 && (
        <SelectField
          label={say('people.phone.promoter')}
          value={form.promoter}
          empty={say('people.phone.promoter-none')}
          choices={here.map(({ person, name }) => ({ value: person, label: name }))}
          onChange={(promoter) => change({ promoter })}
        />
      )}
      <SelectField
        label={say('people.phone.language')}
        value={form.language}
        choices={tongues.map((value) => ({ value, label: say(`people.tongue.${value}`) }))}
        onChange={(language) => change({ language })}
      />
      <p className="card">
        <span className="soft">{say('people.phone.code-is')}</span>
        <b className="member-code">{code}</b>
      </p>
    </>
  );
}
