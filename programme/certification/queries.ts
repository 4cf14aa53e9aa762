import type { Question } from '#kernel/server/question.ts';
import { approval } from './approvalQuery.ts';
import { certificate, draw, proposal } from './certificateQuery.ts';
import { committee, inspection, member, scheme } from './detailQueries.ts';
import { certificates, conflicts, findings, inspections, listed, members, schemes } from './listings.ts';
import { plan } from './planQuery.ts';
import { queue } from './queueQuery.ts';

export const certificationQuestions: readonly Question[] = [
  schemes,
  scheme,
  certificates,
  certificate,
  members,
  member,
  plan,
  inspections,
  inspection,
  findings,
  queue,
  committee,
  conflicts,
  listed,
  proposal,
  draw,
  approval,
];
