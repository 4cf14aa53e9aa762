import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { ContactLine } from './ContactLine.tsx';
import { useSay } from './hooks.tsx';
import { Icon } from './Icon.tsx';

interface ScreenProps {
  readonly title: string;
  /** Where back leads: up, never into a form that was left. */
  readonly up?: string;
  readonly onBack?: () => void;
  /** The one main action, at the thumb. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** Every screen: where I am, whether everything is sent, the matter itself, and one main action at the bottom. */
export function Screen({ title, up, onBack, action, children }: ScreenProps) {
  const say = useSay();
  const [, go] = useLocation();
  const back = onBack ?? (up === undefined ? undefined : () => go(up));
  return (
    <div className="screen">
      <header className="top">
        {back && (
          <button type="button" className="back" aria-label={say('phone.back')} onClick={back}>
            <Icon name="back" />
          </button>
        )}
        <h1>{title}</h1>
      </header>
      <ContactLine />
      <main className="matter">{children}</main>
      {action && <footer className="bottom">{action}</footer>}
    </div>
  );
}

/** Brings what is missing before the eyes, after a tap that could not go on. */
export function showTrouble(): void {
  requestAnimationFrame(() =>
    document.querySelector('.wrong, [role="alert"]')?.scrollIntoView({ block: 'center', behavior: 'smooth' }),
  );
}

/** The main action. `busy` while something is written to the disk, which is never long. */
export function MainButton(props: {
  readonly onClick?: () => void;
  readonly busy?: boolean;
  readonly children: ReactNode;
  readonly submit?: boolean;
}) {
  return (
    <button
      type={props.submit ? 'submit' : 'button'}
      className="main-button"
      disabled={props.busy ?? false}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}
