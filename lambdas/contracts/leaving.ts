import * as v from 'valibot';

/** What a person types to show that they mean it: the word of the language they read. */
export const CLOSING_WORDS = { en: 'DELETE', fr: 'SUPPRIMER', ja: '削除' } as const;

/** DELETE /api/account (B11): the PIN was typed at most ten minutes ago. */
export const CloseAccountRequest = v.strictObject({
  confirmation: v.pipe(v.string(), v.trim(), v.toUpperCase(), v.picklist(Object.values(CLOSING_WORDS))),
});
export type CloseAccountRequest = v.InferOutput<typeof CloseAccountRequest>;

/** What only its person can hand over, end or wait for before they leave. */
export const ClosingObstacle = v.object({
  /** Represents an organisation; answers for a service in production; waits for an authority's answer. */
  kind: v.picklist(['organisation', 'service', 'application']),
  id: v.string(),
  name: v.string(),
});
export type ClosingObstacle = v.InferOutput<typeof ClosingObstacle>;

/** GET /api/account/closure */
export const ClosureView = v.object({ obstacles: v.array(ClosingObstacle) });
export type ClosureView = v.InferOutput<typeof ClosureView>;

const instant = v.string();
const text = v.string();

/**
 * GET /api/account/export (GDPR art. 15 and 20): all that is kept about the person, in plain names. Instants are ISO 8601. Left out is
 * what gives a right or would tell of somebody else: keys, codes, counters of tries.
 */
export const AccountExport = v.object({
  format: v.literal('guichet-export'),
  version: v.literal(1),
  issuer: text,
  exportedAt: instant,
  account: v.object({
    id: text,
    status: text,
    level: text,
    language: text,
    createdAt: instant,
    verifiedAt: instant,
    activatedAt: v.optional(instant),
  }),
  identity: v.record(text, v.unknown()),
  enrolment: v.optional(v.record(text, v.unknown())),
  phones: v.array(v.record(text, v.unknown())),
  services: v.array(v.record(text, v.unknown())),
  signIns: v.array(v.record(text, v.unknown())),
  certificates: v.array(v.record(text, v.unknown())),
  organisations: v.array(v.record(text, v.unknown())),
  attributes: v.array(v.record(text, v.unknown())),
  businesses: v.array(v.record(text, v.unknown())),
  moves: v.array(v.record(text, v.unknown())),
  applications: v.array(v.record(text, v.unknown())),
  ownServices: v.array(v.record(text, v.unknown())),
  testPersonas: v.array(v.record(text, v.unknown())),
  record: v.array(v.record(text, v.unknown())),
  box: v.optional(v.record(text, v.unknown())),
});
export type AccountExport = v.InferOutput<typeof AccountExport>;

/** GET /api/account/export/box?after=…: the post-office box by pages, for the member `box.items` of the export. */
export const BoxExport = v.object({
  items: v.array(v.record(text, v.unknown())),
  next: v.optional(text),
});
export type BoxExport = v.InferOutput<typeof BoxExport>;
