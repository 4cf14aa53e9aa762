import { Group, Text, Title } from '@mantine/core';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { GoTo } from './GoTo.tsx';
import { Icon } from './Icon.tsx';
import { useSay } from './language.tsx';
import type { OfficePage } from './page.ts';

/** The page that is open and the pages above it. */
export const TrailContext = createContext<readonly OfficePage[]>([]);

interface Props {
  /** What the page is about, when it is one thing among many: a producer's name. */
  readonly title?: ReactNode;
  readonly about?: ReactNode;
  /** The one or two things to do here. */
  readonly actions?: ReactNode;
}

/** Way back, heading, one sentence, actions: the top of every page. */
export function PageHead({ title, about, actions }: Props) {
  const say = useSay();
  const trail = useContext(TrailContext);
  const page = trail.at(-1);
  const heading = page ? say(page.title) : '';
  useEffect(() => {
    document.title = heading === '' ? 'Minka' : `${heading} · Minka`;
  }, [heading]);
  return (
    <header className="page-head">
      {trail.length > 1 && (
        <nav className="crumbs" aria-label={say('office.trail')}>
          {trail.slice(0, -1).map((above) => (
            <GoTo key={above.path} to={above.path}>
              <Icon name="left" size={16} />
              {say(above.title)}
            </GoTo>
          ))}
        </nav>
      )}
      <Group justify="space-between" align="flex-end" gap="md">
        <div>
          <Title order={1}>{title ?? heading}</Title>
          {about && (
            <Text className="page-about" mt={4}>
              {about}
            </Text>
          )}
        </div>
        {actions && <Group gap="sm">{actions}</Group>}
      </Group>
    </header>
  );
}

/** A titled part of a page on its own ground. */
export function Section({
  title,
  tools,
  children,
  flush = false,
}: {
  readonly title?: ReactNode;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
  readonly flush?: boolean;
}) {
  return (
    <section className="section">
      {(title || tools) && (
        <Group justify="space-between" align="baseline" mb="sm">
          {title && <Title order={2}>{title}</Title>}
          {tools}
        </Group>
      )}
      {flush ? children : <div className="section-body">{children}</div>}
    </section>
  );
}

/** Label and value pairs. Those without a value are left out. */
export function Particulars({ of }: { readonly of: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="particulars">
      {of
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** One large figure with its name, and what stands under it. */
export function Figure({
  label,
  value,
  children,
}: {
  readonly label: ReactNode;
  readonly value: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <div className="figure">
      <div className="figure-label">{label}</div>
      <div className="figure-value">{value}</div>
      {children && <div className="figure-under">{children}</div>}
    </div>
  );
}
