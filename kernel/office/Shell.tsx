import {
  ActionIcon,
  AppShell,
  Burger,
  Group,
  Menu,
  NavLink,
  ScrollArea,
  SegmentedControl,
  Text,
  UnstyledButton,
} from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { Link, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import type { Language } from '#kernel/pure/words.ts';
import { ChangePassword } from './ChangePassword.tsx';
import { GoTo } from './GoTo.tsx';
import { Icon, type IconName } from './Icon.tsx';
import { useSpeaking } from './language.tsx';
import { navGroups, type OfficePage } from './page.ts';
import { usePresent } from './session.tsx';

/** Menu at the left, programme and person at the top, the page in the middle. */
export function Shell({ pages, children }: { readonly pages: readonly OfficePage[]; readonly children: ReactNode }) {
  const { say } = useSpeaking();
  const [opened, { toggle, close }] = useDisclosure(false);
  const [folded, fold] = useLocalStorage({ key: 'minka.menu-folded', defaultValue: false });
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever another page opens
  useEffect(close, [path]);
  return (
    <AppShell
      header={{ height: 64 }}
      navbar={{ width: folded ? 76 : 256, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', md: 'xl' }}
      className={folded ? 'shell folded' : 'shell'}
    >
      <AppShell.Header className="shell-header">
        <a className="skip" href="#content">
          {say('office.skip')}
        </a>
        <Group gap="sm" wrap="nowrap" className="shell-title">
          <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={say('office.menu')} />
          <Title />
        </Group>
        <Group gap="md" wrap="nowrap">
          <LanguageSwitch />
          <PersonMenu />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className="shell-nav" aria-label={say('office.menu')}>
        <ScrollArea className="shell-nav-scroll" type="hover" scrollbarSize={6}>
          <Navigation pages={pages} path={path} folded={folded && !opened} />
        </ScrollArea>
        <ActionIcon
          visibleFrom="sm"
          variant="subtle"
          className="shell-fold"
          onClick={() => fold(!folded)}
          aria-label={say(folded ? 'office.menu.unfold' : 'office.menu.fold')}
        >
          <Icon name={folded ? 'right' : 'fold'} />
        </ActionIcon>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className="shell-main">
        <div className="page">{children}</div>
      </AppShell.Main>
    </AppShell>
  );
}

function Title() {
  const { session } = usePresent();
  return (
    <GoTo to="/" className="brand">
      <span className="brand-mark" aria-hidden="true" />
      <span>
        <strong>Minka</strong>
        <Text component="span" size="sm" className="brand-programme">
          {session.programme.name}
        </Text>
      </span>
    </GoTo>
  );
}

function Navigation({
  pages,
  path,
  folded,
}: {
  readonly pages: readonly OfficePage[];
  readonly path: string;
  readonly folded: boolean;
}) {
  const { say } = useSpeaking();
  const at = (page: OfficePage) => path === page.path || (page.path !== '/' && path.startsWith(`${page.path}/`));
  const link = (page: OfficePage, icon?: IconName) => (
    <NavLink
      key={page.path}
      renderRoot={(props) => <Link to={page.path as never} {...props} />}
      label={say(page.title)}
      active={at(page)}
      aria-current={at(page) ? 'page' : undefined}
      leftSection={icon && <Icon name={icon} />}
      className={icon ? 'nav-head' : 'nav-item'}
    />
  );
  const home = pages.find((page) => page.path === '/');
  return (
    <>
      {home && link(home, 'home')}
      {navGroups.map((group) => {
        const own = pages.filter((page) => page.nav === group);
        const [only] = own;
        if (!only) return null;
        // A folded menu shows the groups; each leads to its first page.
        if (folded)
          return (
            <FoldedGroup key={group} label={say(`nav.${group}`)} to={only.path} icon={group} active={own.some(at)} />
          );
        if (own.length === 1) return link(only, group);
        return (
          <div key={group} className="nav-group">
            <div className="nav-group-title">
              <Icon name={group} />
              {say(`nav.${group}`)}
            </div>
            {own.map((page) => link(page))}
          </div>
        );
      })}
    </>
  );
}

function FoldedGroup({
  label,
  to,
  icon,
  active,
}: {
  readonly label: string;
  readonly to: string;
  readonly icon: IconName;
  readonly active: boolean;
}) {
  return (
    <GoTo to={to} className={active ? 'nav-folded active' : 'nav-folded'} aria-label={label}>
      <Icon name={icon} size={22} />
      <span>{label}</span>
    </GoTo>
  );
}

export function LanguageSwitch() {
  const { language, speak, say } = useSpeaking();
  return (
    <SegmentedControl
      size="xs"
      aria-label={say('office.language')}
      value={language}
      onChange={(value) => speak(value as Language)}
      data={[
        { value: 'es', label: 'ES' },
        { value: 'en', label: 'EN' },
      ]}
    />
  );
}

function PersonMenu() {
  const { say } = useSpeaking();
  const { session, leave } = usePresent();
  const [changing, { open, close }] = useDisclosure();
  const roles = [...new Set(session.grants.map((g) => say(`partners.role.${g.role}`)))].join(', ');
  return (
    <>
      <ChangePassword opened={changing} close={close} />
      <Menu position="bottom-end">
        <Menu.Target>
          <UnstyledButton className="person">
            <span className="person-mark" aria-hidden="true">
              {session.staff.names.slice(0, 1)}
            </span>
            <span className="person-text">
              <span>{session.staff.names}</span>
              <small>{roles}</small>
            </span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{session.staff.names}</Menu.Label>
          <Menu.Label>{roles}</Menu.Label>
          <Menu.Item leftSection={<Icon name="person" size={18} />} onClick={open}>
            {say('office.password.change')}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="out" size={18} />} onClick={() => void leave()}>
            {say('office.sign-out')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
