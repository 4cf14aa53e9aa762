import { Drawer } from '@mantine/core';
import { useSpeaking } from '#kernel/office/language.tsx';
import { AskErasure } from './AskErasure.tsx';
import { ChangeConsent } from './ChangeConsent.tsx';
import { CorrectProducer } from './CorrectProducer.tsx';
import { MergeProducer } from './MergeProducer.tsx';
import { Passbook } from './Passbook.tsx';
import type { ProducerValue } from './ProducerPage.tsx';

export type ProducerTask = 'correct' | 'consent' | 'merge' | 'erase' | 'passbook';

const titles: Readonly<Record<ProducerTask, string>> = {
  correct: 'people.page.correct',
  consent: 'people.page.consent.change',
  merge: 'people.page.merge',
  erase: 'people.page.erase',
  passbook: 'people.passbook',
};

export interface TaskProps {
  readonly of: ProducerValue;
  readonly close: () => void;
}

/** What may be recorded about a producer, beside her page. */
export function ProducerTasks({ of, task, close }: TaskProps & { readonly task: ProducerTask | null }) {
  const { say } = useSpeaking();
  return (
    <Drawer
      opened={task !== null}
      onClose={close}
      position="right"
      size="lg"
      title={task && say(titles[task])}
      closeButtonProps={{ 'aria-label': say('office.close') }}
      classNames={{ title: 'drawer-title', content: 'drawer', header: 'drawer-header' }}
    >
      {task === 'correct' && <CorrectProducer of={of} close={close} />}
      {task === 'consent' && <ChangeConsent of={of} close={close} />}
      {task === 'merge' && <MergeProducer of={of} close={close} />}
      {task === 'passbook' && <Passbook of={of} close={close} />}
      {task === 'erase' && <AskErasure of={of} close={close} />}
    </Drawer>
  );
}
