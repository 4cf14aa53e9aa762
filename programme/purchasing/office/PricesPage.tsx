import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { Row } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { Icon } from '#kernel/office/Icon.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { PriceList } from './PriceList.tsx';
import { PriceListForm } from './PriceListForm.tsx';
import { priceCells, priceFolded } from './priceCells.tsx';

/** Price lists of the centres: who listed, who approved, and what waits for a second person. */
export function PricesPage() {
  const say = useSay();
  const { may } = usePresent();
  const [list, open] = useState<Row | null>(null);
  const [writing, form] = useDisclosure();
  return (
    <>
      <PageHead
        about={say('purchasing.page.prices-about')}
        actions={
          may.record('purchasing.pricesListed') ? (
            <Button leftSection={<Icon name="plus" />} onClick={form.open}>
              {say('purchasing.page.new-list')}
            </Button>
          ) : null
        }
      />
      <DataTable of="purchasing.prices" cells={priceCells} folded={priceFolded} onRow={open} />
      <Modal
        opened={list !== null}
        onClose={() => open(null)}
        size="lg"
        title={say('purchasing.pricesApproved.prices')}
        closeButtonProps={{ 'aria-label': say('office.close') }}
        attributes={{ header: { role: 'presentation' } }}
      >
        {list ? <PriceList of={list} done={() => open(null)} /> : null}
      </Modal>
      <Modal
        opened={writing}
        onClose={form.close}
        size="lg"
        title={say('purchasing.page.new-list')}
        closeButtonProps={{ 'aria-label': say('office.close') }}
        attributes={{ header: { role: 'presentation' } }}
      >
        {writing ? <PriceListForm done={form.close} /> : null}
      </Modal>
    </>
  );
}
