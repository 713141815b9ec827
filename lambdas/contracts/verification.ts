import * as v from 'valibot';

const submission = {
  enrolment: v.pipe(v.string(), v.minLength(1)),
  attempt: v.pipe(v.number(), v.integer(), v.minValue(1)),
};
const codes = v.array(v.string());

/** What the verification machine asks of the examiner. */
export const ExaminerTask = v.variant('task', [
  v.object({ task: v.literal('read-document'), ...submission }),
  v.object({ task: v.literal('compare-faces'), ...submission }),
]);
export type ExaminerTask = v.InferOutput<typeof ExaminerTask>;

/** What the verification machine asks of the registrar. */
export const RegistrarTask = v.variant('task', [
  v.object({ task: v.literal('decide'), ...submission }),
  v.object({ task: v.literal('open-case'), ...submission, reasons: codes, taskToken: v.string() }),
  v.object({ task: v.literal('mark-overdue'), ...submission }),
  v.object({
    task: v.literal('conclude'),
    ...submission,
    /** Absent: as the reviewer decided. */
    decision: v.optional(v.object({ outcome: v.picklist(['approve', 'reject', 'retry']), reasons: codes })),
  }),
]);
export type RegistrarTask = v.InferOutput<typeof RegistrarTask>;

/** What all tasks are told: which submission. */
export interface Submission {
  readonly enrolment: string;
  readonly attempt: number;
}

/** What `decide` answers; the machine branches on `outcome`. */
export interface TaskDecision {
  readonly outcome: 'approve' | 'reject' | 'retry' | 'review';
  readonly reasons: readonly string[];
}
