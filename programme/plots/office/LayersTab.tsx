import { Text } from '@mantine/core';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import type { CellOf } from '#kernel/office/tableColumns.ts';
import { Tag } from '#kernel/office/Value.tsx';
import { BringLayer } from './BringLayer.tsx';

/** The maps that plots are laid on. */
export function LayersTab() {
  const say = useSay();
  const { may } = usePresent();
  const cells: Readonly<Record<string, CellOf>> = {
    layer_state: {
      words: 'plots.layer_state',
      show: (row) => (
        <Tag tone={row['layer_state'] === 'in-use' ? 'leaf' : 'plain'}>
          {say(`plots.layer_state.${String(row['layer_state'])}`)}
        </Tag>
      ),
    },
    synthetic: { show: (row) => (row['synthetic'] ? <Tag tone="amber">{say('plots.land.synthetic')}</Tag> : '—') },
  };
  return (
    <>
      <Text className="page-about" mb="md">
        {say('plots.layers.about')}
      </Text>
      <DataTable
        of="plots.layers"
        cells={cells}
        to={(row) => `/screening/layers/${String(row['id'])}`}
        empty={say('plots.layers.empty')}
        tools={
          may.record('plots.layerBrought') && (
            <SideForm label={say('plots.layers.bring')} plus>
              {(close) => <BringLayer close={close} />}
            </SideForm>
          )
        }
      />
    </>
  );
}
