import * as v from 'valibot';

/** The five categories of the directory (E-31), in the order they are shown. */
export const BUSINESS_CATEGORIES = ['public', 'securities', 'life-insurance', 'credit-card', 'bank'] as const;
export const BusinessCategory = v.picklist(BUSINESS_CATEGORIES);
export type BusinessCategory = v.InferOutput<typeof BusinessCategory>;

/** What a business calls the number by which it knows a customer. */
export const ContractNumberKind = v.picklist(['contract', 'account', 'policy', 'card', 'customer']);
export type ContractNumberKind = v.InferOutput<typeof ContractNumberKind>;

const text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const isoDate = v.pipe(v.string(), v.isoDate());

/** GET /api/businesses: the directory, with the person's own consents. */
export const DirectoryView = v.object({
  businesses: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      category: BusinessCategory,
      numberKind: ContractNumberKind,
      consent: v.optional(v.object({ contractNumber: v.string(), givenAt: v.string() })),
    }),
  ),
});
export type DirectoryView = v.InferOutput<typeof DirectoryView>;

/** PUT /api/businesses/{business}/consent: this business may be told of a move, under this number (E7). */
export const BusinessConsentRequest = v.strictObject({
  contractNumber: v.pipe(v.string(), v.trim(), v.regex(/^[\p{L}\p{N} ./-]{1,40}$/u)),
});

/** What a person adds to the four attributes (E-29). */
export const MoveDetails = v.strictObject({
  movedOn: isoDate,
  previousAddress: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(300)), ''),
  phone: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(32)), ''),
});
export type MoveDetails = v.InferOutput<typeof MoveDetails>;

/** POST /api/moves/{move}/notices: only ticked businesses are told (E6). */
export const MoveNoticesRequest = v.strictObject({
  attributesCorrect: v.literal(true),
  details: MoveDetails,
  businesses: v.pipe(v.array(text(64)), v.minLength(1), v.maxLength(200)),
});

/**
 * `queued`: will be told; `accepted`, `refused`: the business answered with a signed receipt; `unreachable`: it did not, after all
 * attempts; `stopped`: the consent was withdrawn or the move cancelled before it was told.
 */
export const NoticeState = v.picklist(['queued', 'accepted', 'refused', 'unreachable', 'stopped']);
export type NoticeState = v.InferOutput<typeof NoticeState>;

/** `open`: to be filled; `sending`: being handed to the courier; `sent`: with the courier; `done`: every business has answered or not. */
export const MoveState = v.picklist(['open', 'sending', 'sent', 'done', 'cancelled']);
export type MoveState = v.InferOutput<typeof MoveState>;

/** One move as the page shows it. */
export const MoveView = v.object({
  move: v.string(),
  state: MoveState,
  startedAt: v.string(),
  attributes: v.object({ name: v.string(), sex: v.string(), birthdate: v.string(), address: v.string() }),
  notices: v.array(
    v.object({
      business: v.string(),
      name: v.string(),
      state: NoticeState,
      at: v.optional(v.string()),
      reason: v.optional(v.string()),
    }),
  ),
});
export type MoveView = v.InferOutput<typeof MoveView>;
