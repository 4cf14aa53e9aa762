import { ActionIcon, Group, NativeSelect, Text } from '@mantine/core';
import { countText } from './format.ts';
import { Icon } from './Icon.tsx';
import { useSay } from './language.tsx';
import type { TableView } from './tableState.ts';

interface Props {
  readonly total: number;
  readonly view: TableView;
  readonly change: (part: Partial<TableView>) => void;
}

/** Which rows are shown, of how many, and the way to the others. */
export function TableFoot({ total, view, change }: Props) {
  const say = useSay();
  const from = view.page * view.size + 1;
  const to = Math.min(total, from + view.size - 1);
  return (
    <Group className="table-foot" justify="space-between" gap="sm">
      <Text size="sm" c="var(--inkSoft)" aria-live="polite">
        {say('table.rows', { from: countText(from), to: countText(to), total: countText(total) })}
      </Text>
      <Group gap="xs">
        <NativeSelect
          size="xs"
          aria-label={say('table.size')}
          value={String(view.size)}
          data={['25', '50', '100', '200']}
          onChange={(event) => change({ size: Number(event.currentTarget.value) })}
        />
        <ActionIcon
          variant="default"
          size="lg"
          disabled={view.page === 0}
          onClick={() => change({ page: view.page - 1 })}
          aria-label={say('table.previous')}
        >
          <Icon name="left" />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size="lg"
          disabled={to >= total}
          onClick={() => change({ page: view.page + 1 })}
          aria-label={say('table.next')}
        >
          <Icon name="right" />
        </ActionIcon>
      </Group>
    </Group>
  );
}
