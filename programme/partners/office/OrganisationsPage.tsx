import { DataTable } from '#kernel/office/DataTable.tsx';
import { ChoiceField, DayField, FactFormFrame, TextField } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { OrganisationJoined, organisationKinds } from '../facts.ts';

/** Who takes part beside the producers. */
export function OrganisationsPage() {
  const say = useSay();
  const { may } = usePresent();
  return (
    <>
      <PageHead
        about={say('partners.page.organisations.about')}
        actions={
          may.record('partners.organisationJoined') && (
            <SideForm label={say('partners.page.organisations.add')} plus>
              {(close) => <Join close={close} />}
            </SideForm>
          )
        }
      />
      <DataTable of="partners.organisations" />
    </>
  );
}

function Join({ close }: { readonly close: () => void }) {
  const say = useSay();
  const form = useFactForm(OrganisationJoined, { name: '', does: '', ruc: '', on: todayText() });
  return (
    <FactFormFrame form={form} done={close} cancel={close}>
      <TextField form={form} name="name" required />
      <ChoiceField
        form={form}
        name="does"
        required
        choices={organisationKinds.map((kind) => ({ value: kind, label: say(`partners.does.${kind}`) }))}
      />
      <TextField form={form} name="ruc" />
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}
