import { Button, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import { useSay } from './language.tsx';

interface Props {
  readonly label: string;
  /** A button of the second rank. */
  readonly quiet?: boolean;
  readonly small?: boolean;
  readonly plus?: boolean;
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a form beside the page. */
export function SideForm({ label, quiet = false, small = false, plus = false, children }: Props) {
  const say = useSay();
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button
        {...(quiet ? { variant: 'default' } : {})}
        {...(small ? { size: 'compact-sm' } : {})}
        leftSection={plus ? <Icon name="plus" size={18} /> : undefined}
        onClick={open}
      >
        {label}
      </Button>
      <Drawer
        opened={opened}
        onClose={close}
        position="right"
        size="lg"
        title={label}
        closeButtonProps={{ 'aria-label': say('office.close') }}
        classNames={{ title: 'drawer-title', content: 'drawer', header: 'drawer-header' }}
      >
        {opened && children(close)}
      </Drawer>
    </>
  );
}
