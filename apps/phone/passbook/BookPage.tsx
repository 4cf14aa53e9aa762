import type { ReactNode } from 'react';
import { useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';

/** One page of the passbook: what it is of, the matter, and one main action at the thumb. */
export function BookPage(props: {
  readonly title: string;
  readonly onBack?: () => void;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  const say = useSay();
  return (
    <div className="screen book">
      <header className="top">
        {props.onBack && (
          <button type="button" className="back" aria-label={say('phone.back')} onClick={props.onBack}>
            <Icon name="back" />
          </button>
        )}
        <h1>{props.title}</h1>
      </header>
      <main className="matter">{props.children}</main>
      {props.action && <footer className="bottom">{props.action}</footer>}
    </div>
  );
}

/** Names and values below each other; what has no value is left out. */
export function Values({ of }: { readonly of: readonly (readonly [string, ReactNode, 'strong'?])[] }) {
  return (
    <dl className="facts">
      {of.map(([name, value, strong]) =>
        value === null || value === '' ? null : (
          <div key={name} className={strong ? 'fact strong' : 'fact'}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
