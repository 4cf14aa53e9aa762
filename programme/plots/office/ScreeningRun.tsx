import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { answers } from '#kernel/office/ask.ts';
import { call, send } from '#kernel/office/door.ts';
import { countText } from '#kernel/office/format.ts';
import { Icon } from '#kernel/office/Icon.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { useWhy } from '#kernel/office/Refusals.tsx';
import type { ScreeningState } from '../screeningState.ts';

const key = ['screening-state'];

/** How far the screening is, and a button that begins it. */
export function ScreeningRun() {
  const say = useSay();
  const why = useWhy();
  const asked = useRef(false);
  const state = useQuery({
    queryKey: key,
    queryFn: () => call<ScreeningState>('/api/screening'),
    refetchInterval: (query) => (query.state.data?.running ? 500 : 15_000),
  }).data;
  const running = state?.running ?? false;
  useEffect(() => {
    if (running || !asked.current || !state) return;
    asked.current = false;
    void answers.invalidateQueries({ queryKey: ['ask'] });
    const lines = [
      state.recorded > 0
        ? say('plots.screening.ran', { recorded: countText(state.recorded) })
        : say('plots.screening.nothing-new'),
      ...(state.unusable > 0 ? [say('plots.screening.unusable', { n: countText(state.unusable) })] : []),
      ...(state.beyond > 0 ? [say('plots.screening.beyond', { n: countText(state.beyond) })] : []),
      ...state.refusals.map(why),
    ];
    const good = state.refusals.length === 0;
    notifications.show({ color: good ? 'leaf' : 'red', message: lines.join(' '), autoClose: 9_000 });
  }, [running, state, say, why]);
  const begin = async () => {
    asked.current = true;
    answers.setQueryData(key, await send<ScreeningState>('POST', '/api/screening', {}));
  };
  return (
    <Button onClick={() => void begin()} disabled={running} leftSection={<Icon name="check" size={18} />}>
      {running && state
        ? say('plots.screening.running', { done: countText(state.done), of: countText(state.of) })
        : say('plots.screening.run')}
    </Button>
  );
}
