import type { ReactNode } from 'react';
import { useSearch } from 'wouter';
import { useKept, useSay } from '../hooks.tsx';
import { Icon } from '../Icon.tsx';
import type { Status } from '../keeping.ts';
import { Screen } from '../Screen.tsx';
import { StatusTag } from '../StatusTag.tsx';
import { ReceiptSheet } from './ReceiptSheet.tsx';
import type { Receipt } from './receipt.ts';

interface PaperScreenProps {
  readonly id: string;
  readonly title: string;
  readonly up: string;
  readonly action: ReactNode;
  /** What is said when it was saved just now. */
  readonly saved: string;
  readonly status: Status | null | undefined;
  readonly receipt: Receipt | null;
  readonly children?: ReactNode;
}

/** One record on paper: that it is saved, what became of it, what the office noticed, and the sheet to hand on. */
export function PaperScreen({ id, title, up, action, saved, status, receipt, children }: PaperScreenProps) {
  const say = useSay();
  const isNew = useSearch() === 'new';
  const flags = useKept()?.facts.find((kept) => kept.id === id)?.receipt?.flags ?? [];
  return (
    <Screen title={title} up={up} action={action}>
      {isNew && (
        <p className="toast" role="status">
          <Icon name="check" />
          {saved}
        </p>
      )}
      {status && <StatusTag status={status} />}
      {flags.length > 0 && (
        <div className="card amber">
          {flags.map((flag) => (
            <p key={`${flag.code}${flag.at}`}>{say(flag.code, flag.params)}</p>
          ))}
        </div>
      )}
      {receipt && <ReceiptSheet receipt={receipt} />}
      {children}
    </Screen>
  );
}
