import { PageHead } from '#kernel/office/PageHead.tsx';

/** Where everybody arrives. */
export function HomePage() {
  return <PageHead />;
}
