import { DataTable } from '#kernel/office/DataTable.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { Tell } from '#kernel/office/Tell.tsx';
import { ZoneOpened } from '../facts.ts';
import { useDistrictChoices, useDistrictNames } from './useDistrictNames.ts';

/** Where the programme works. */
export function ZonesPage() {
  const say = useSay();
  const names = useDistrictNames();
  const districts = useDistrictChoices();
  return (
    <>
      <PageHead about={say('partners.page.zones.about')} actions={<Tell kind={ZoneOpened} choices={{ districts }} />} />
      <DataTable
        of="partners.zones"
        without={coordinates}
        cells={{
          districts: {
            show: (row) =>
              String(row['districts'] ?? '')
                .split(', ')
                .filter((code) => code !== '')
                .map(names)
                .join(', '),
          },
        }}
      />
    </>
  );
}

const coordinates = ['lon', 'lat'];
