import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '#kernel/office/office.css';
import { Center, Loader, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { Arrival } from '#kernel/office/Arrival.tsx';
import { answers } from '#kernel/office/ask.ts';
import { EntitiesContext } from '#kernel/office/entities.ts';
import { FactDrawer } from '#kernel/office/FactDrawer.tsx';
import { Speaking } from '#kernel/office/language.tsx';
import { PanelsContext } from '#kernel/office/Panels.tsx';
import { mayOpen } from '#kernel/office/page.ts';
import { Failed } from '#kernel/office/Refusals.tsx';
import { Signed, useArrival, usePresent } from '#kernel/office/session.tsx';
import { entities } from './entities.ts';
import { allPages } from './pages.ts';
import { allPanels } from './panels.ts';
import { routerOf } from './router.tsx';
import { theme } from './theme.ts';
import { words } from './words.ts';

const kinds = () => import('./kinds.ts').then((m) => m.kinds);

function Office() {
  const arrival = useArrival();
  if (arrival.isError) return <Failed error={arrival.error} again={() => void arrival.refetch()} />;
  if (arrival.data === undefined)
    return (
      <Center h="100vh">
        <Loader color="leaf" />
      </Center>
    );
  if (arrival.data === null) return <Arrival />;
  return (
    <Signed arrived={arrival.data} key={arrival.data.session.staff.id}>
      <FactDrawer kinds={kinds}>
        <PanelsContext value={allPanels}>
          <EntitiesContext value={entities}>
            <Pages />
          </EntitiesContext>
        </PanelsContext>
      </FactDrawer>
    </Signed>
  );
}

function Pages() {
  const { may } = usePresent();
  const router = useMemo(() => routerOf(allPages.filter((page) => mayOpen(page, may))), [may]);
  return <RouterProvider router={router} />;
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html without #root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="light" forceColorScheme="light">
      <Notifications position="top-right" />
      <QueryClientProvider client={answers}>
        <Speaking words={words}>
          <Office />
        </Speaking>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
