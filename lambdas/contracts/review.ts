import * as v from 'valibot';
import { AssuranceLevel, DocumentType } from './enrolment.ts';

/** POST /api/review/session: operator sign-in. Sets an HttpOnly cookie. */
export const OperatorSignInRequest = v.strictObject({
  username: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.minLength(1), v.maxLength(64)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
});
export const OperatorView = v.object({
  username: v.string(),
  name: v.string(),
  roles: v.array(v.string()),
  expiresAt: v.string(),
});
export type OperatorView = v.InferOutput<typeof OperatorView>;

/** GET /api/review/cases?status=open|decided: oldest first. */
export const CaseSummary = v.object({
  id: v.string(),
  reference: v.string(),
  openedAt: v.string(),
  deadline: v.string(),
  status: v.picklist(['open', 'decided', 'overdue']),
  level: AssuranceLevel,
  documentType: DocumentType,
  /** Codes of what the automatic checks noticed. */
  reasons: v.array(v.string()),
  claimedBy: v.optional(v.string()),
});
export type CaseSummary = v.InferOutput<typeof CaseSummary>;
export const CasesView = v.object({ cases: v.array(CaseSummary) });

const Difference = v.object({
  field: v.string(),
  form: v.optional(v.string()),
  mrz: v.optional(v.string()),
  printed: v.optional(v.string()),
  verdict: v.picklist(['agrees', 'differs', 'not-found']),
});

/** GET /api/review/cases/{case}: the evidence side by side; picture URLs are presigned for minutes. */
export const CaseView = v.object({
  ...CaseSummary.entries,
  identity: v.record(v.string(), v.string()),
  mrz: v.object({
    lines: v.array(v.string()),
    format: v.optional(v.string()),
    checks: v.array(v.object({ name: v.string(), valid: v.boolean() })),
    corrections: v.array(v.string()),
  }),
  comparison: v.array(Difference),
  scores: v.object({
    /** Similarity 0–100 of the document's portrait with each selfie frame. */
    faceSimilarity: v.array(v.number()),
    threshold: v.number(),
    liveness: v.array(v.object({ code: v.string(), passed: v.boolean(), detail: v.optional(v.string()) })),
  }),
  challengeDigits: v.string(),
  evidence: v.object({
    front: v.optional(v.string()),
    back: v.optional(v.string()),
    portrait: v.optional(v.string()),
    frames: v.array(v.string()),
    documentFrame: v.optional(v.string()),
    video: v.optional(v.string()),
  }),
  /** Where the portrait stands on the front picture, as fractions of width and height. */
  portraitBox: v.optional(
    v.object({ left: v.number(), top: v.number(), width: v.number(), height: v.number() }),
  ),
  decision: v.optional(
    v.object({
      outcome: v.string(),
      reasons: v.array(v.string()),
      by: v.string(),
      at: v.string(),
      note: v.optional(v.string()),
    }),
  ),
});
export type CaseView = v.InferOutput<typeof CaseView>;

/** POST /api/review/cases/{case}/decision. A reason is demanded for each refusal (A10). */
export const CaseDecisionRequest = v.variant('outcome', [
  v.strictObject({
    outcome: v.literal('approve'),
    /** What the reviewer confirms having checked: every item must be ticked. */
    checked: v.strictObject({
      documentGenuine: v.literal(true),
      samePerson: v.literal(true),
      digitsSpoken: v.literal(true),
      dataCorrect: v.literal(true),
    }),
    note: v.optional(v.pipe(v.string(), v.maxLength(2000)), ''),
  }),
  v.strictObject({
    outcome: v.picklist(['reject', 'retry']),
    reasons: v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.minLength(1), v.maxLength(10)),
    note: v.optional(v.pipe(v.string(), v.maxLength(2000)), ''),
  }),
]);
export type CaseDecisionRequest = v.InferOutput<typeof CaseDecisionRequest>;
