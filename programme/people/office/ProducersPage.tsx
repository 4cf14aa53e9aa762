import { Button, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { useGo } from '#kernel/office/GoTo.tsx';
import { Icon } from '#kernel/office/Icon.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { RegisterProducer } from './RegisterProducer.tsx';

const hidden = ['search', 'zone'];

/** Everybody who takes part. */
export function ProducersPage() {
  const say = useSay();
  const go = useGo();
  const { may } = usePresent();
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <PageHead
        about={say('people.page.about')}
        actions={
          <>
            {may.ask('people.cards') && (
              <Button variant="default" onClick={() => go('/cards')}>
                {say('people.page.cards')}
              </Button>
            )}
            {may.record('people.producerRegistered') && (
              <Button leftSection={<Icon name="plus" size={18} />} onClick={open}>
                {say('people.page.register')}
              </Button>
            )}
          </>
        }
      />
      <DataTable of="people.producers" without={hidden} to={(row) => `/producers/${String(row['id'])}`} />
      <Drawer
        opened={opened}
        onClose={close}
        position="right"
        size="lg"
        title={say('people.page.register')}
        closeButtonProps={{ 'aria-label': say('office.close') }}
        classNames={{ title: 'drawer-title', content: 'drawer', header: 'drawer-header' }}
      >
        <RegisterProducer
          cancel={close}
          done={(id) => {
            close();
            go(`/producers/${id}`);
          }}
        />
      </Drawer>
    </>
  );
}
