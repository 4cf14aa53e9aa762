import { useSpeech } from '#kernel/phone/hooks.tsx';
import type { PageProps } from './BookHome.tsx';
import { BookPage, Values } from './BookPage.tsx';
import { useDays } from './useDays.ts';
import { WrongButton } from './WrongButton.tsx';

/** How she is registered. Document and phone only as far as she recognises them: the phone may be somebody else's. */
export function IdentityPage({ of, go }: PageProps) {
  const { say } = useSpeech();
  const days = useDays();
  const { value } = of.book;
  const document = value.document && `${say(`passbook.document.${value.document_type}`)} ${value.document}`;
  return (
    <BookPage title={say('passbook.identity')} onBack={() => go('')}>
      <div className="card">
        <Values
          of={[
            [say('passbook.name'), value.names, 'strong'],
            [say('passbook.code'), value.code],
            [say('passbook.document'), document],
            [say('passbook.phone'), value.phone],
            [say('passbook.community'), value.community],
            [say('passbook.zone'), value.zone_name],
            [say('passbook.registered'), days(value.registered_on)],
          ]}
        />
        <WrongButton of={of} go={go} about={{ part: 'identity', line: value.id, shown: say('passbook.identity') }} />
      </div>
    </BookPage>
  );
}
