import { Skeleton } from '@mantine/core';
import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { MyPages } from '#kernel/office/myPages.ts';
import { TrailContext } from '#kernel/office/PageHead.tsx';
import type { OfficePage } from '#kernel/office/page.ts';
import { Failed } from '#kernel/office/Refusals.tsx';
import { Shell } from '#kernel/office/Shell.tsx';
import { Nowhere } from './Nowhere.tsx';

/** Routes for the pages that this person may see; any other address says so in words. */
export function routerOf(pages: readonly OfficePage[]) {
  const root = createRootRoute({
    component: () => (
      <MyPages value={pages}>
        <Shell pages={pages}>
          <Outlet />
        </Shell>
      </MyPages>
    ),
    notFoundComponent: Nowhere,
    errorComponent: ({ error }) => <Failed error={error} again={() => window.location.reload()} />,
  });
  const above = (page: OfficePage): readonly OfficePage[] => {
    const parent = pages.find((other) => other.path === page.under);
    return parent ? [...above(parent), page] : [page];
  };
  const routes = pages.map((page) => {
    const Page = lazy(async () => ({ default: await page.load() }));
    const trail = above(page);
    return createRoute({
      getParentRoute: () => root,
      path: page.path,
      component: () => (
        <TrailContext value={trail}>
          <Suspense fallback={<Skeleton height={320} />}>
            <Page />
          </Suspense>
        </TrailContext>
      ),
    });
  });
  return createRouter({
    routeTree: root.addChildren(routes),
    basepath: '/office',
    defaultPreload: 'intent',
    scrollRestoration: true,
  });
}
