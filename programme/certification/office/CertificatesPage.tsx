import { Tabs } from '@mantine/core';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { useGo, useWord } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { AdoptForm } from './AdoptForm.tsx';
import { CertificateForm } from './CertificateForm.tsx';
import { certificateCells } from './certificationCells.tsx';

/** Certificates by harvest, and the schemes that they are of. */
export function CertificatesPage() {
  const say = useSay();
  const go = useGo();
  const { may } = usePresent();
  const [tab, open] = useWord('tab', 'certificates');
  return (
    <>
      <PageHead
        about={say('certification.page.certificates.about')}
        actions={
          may.record('certification.certificateIssued') && (
            <>
              <SideForm label={say('certification.page.adopt')} quiet>
                {(close) => <AdoptForm done={(id) => go(`/schemes/${id}`)} close={close} />}
              </SideForm>
              <SideForm label={say('certification.page.new-certificate')} plus>
                {(close) => <CertificateForm done={(id) => go(`/certificates/${id}`)} close={close} />}
              </SideForm>
            </>
          )
        }
      />
      <Tabs value={tab} onChange={(value) => value && open(value)} keepMounted={false}>
        <Tabs.List mb="lg">
          <Tabs.Tab value="certificates">{say('certification.page.certificates')}</Tabs.Tab>
          <Tabs.Tab value="schemes">{say('certification.page.schemes')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="certificates">
          <DataTable
            of="certification.certificates"
            cells={certificateCells}
            to={(row) => `/certificates/${String(row['id'])}`}
          />
        </Tabs.Panel>
        <Tabs.Panel value="schemes">
          <DataTable of="certification.schemes" to={(row) => `/schemes/${String(row['id'])}`} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
