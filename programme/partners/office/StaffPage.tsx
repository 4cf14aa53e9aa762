import { DataTable } from '#kernel/office/DataTable.tsx';
import { ChoiceField, DayField, FactFormFrame, TextField } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useGo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { StaffJoined } from '../facts.ts';
import { useOrganisationChoices } from './useZones.ts';

/** Everybody who works in the programme. */
export function StaffPage() {
  const say = useSay();
  const go = useGo();
  const { may } = usePresent();
  const roles = (row: { readonly [key: string]: unknown }) =>
    String(row['role'] ?? '')
      .split(', ')
      .filter((role) => role !== '')
      .map((role) => say(`partners.role.${role}`))
      .join(', ') || '—';
  return (
    <>
      <PageHead
        about={say('partners.page.about')}
        actions={
          may.record('partners.staffJoined') && (
            <SideForm label={say('partners.page.add')} plus>
              {(close) => (
                <Join
                  close={close}
                  done={(id) => {
                    close();
                    go(`/staff/${id}`);
                  }}
                />
              )}
            </SideForm>
          )
        }
      />
      <DataTable
        of="partners.people"
        cells={{ role: { words: 'partners.role', show: roles } }}
        to={(row) => `/staff/${String(row['id'])}`}
      />
    </>
  );
}

function Join({ done, close }: { readonly done: (id: string) => void; readonly close: () => void }) {
  const form = useFactForm(StaffJoined, { names: '', email: '', organisation: '', on: todayText() });
  const organisations = useOrganisationChoices();
  return (
    <FactFormFrame form={form} done={done} cancel={close}>
      <TextField form={form} name="names" required />
      <TextField form={form} name="email" />
      <ChoiceField form={form} name="organisation" choices={organisations} />
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}
