import type { InferOutput } from 'valibot';
import type { CaseView } from '../../lambdas/contracts/review.ts';

export type Case = InferOutput<typeof CaseView>;
