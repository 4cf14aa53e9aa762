import { Text, Title } from '@mantine/core';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';

/** An address that leads nowhere, or to what is not this person's to see. */
export function Nowhere() {
  const say = useSay();
  return (
    <div className="section-body">
      <Title order={1}>{say('office.no-page')}</Title>
      <Text mt="md">
        <GoTo to="/" className="text-link">
          {say('office.home')}
        </GoTo>
      </Text>
    </div>
  );
}
