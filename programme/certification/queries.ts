import type { Question } from '#kernel/server/question.ts';
import { approval } from './approvalQuery.ts';

export const certificationQuestions: readonly Question[] = [approval];
