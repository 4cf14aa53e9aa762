import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Answer } from './ask.ts';
import { Failed } from './Refusals.tsx';

/** What stands where an answer will stand: its place while it comes, the reason when it does not, else the answer. */
export function Asked<V>(of: {
  readonly of: UseQueryResult<Answer<V>>;
  readonly height?: number;
  readonly children: (value: V, facts: Answer<V>['facts']) => ReactNode;
}) {
  const { data, isError, error, refetch } = of.of;
  if (isError) return <Failed error={error} again={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={of.height ?? 240} radius="lg" />;
  return of.children(data.value, data.facts);
}
