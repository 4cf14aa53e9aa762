import type { RefusalParams } from '#kernel/pure/refusal.ts';

export type Say = (key: string, params?: RefusalParams) => string;

/** How the parts of the auditor's folder are called, in the person's language. */
export function packNames(say: Say) {
  const named = (key: string) => ({
    title: say(`certification.pack.${key}.title`),
    file: fileName(say(`certification.pack.${key}.title`)),
  });
  return {
    summary: named('summary'),
    list: named('list'),
    sample: named('sample'),
    members: named('members'),
    inspections: named('inspections'),
    findings: named('findings'),
    decisions: named('decisions'),
    changes: named('changes'),
    read: fileName(say('certification.pack.read')),
    zip: fileName(say('certification.pack.zip')),
  };
}

/** A name that every disk takes. */
const fileName = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
