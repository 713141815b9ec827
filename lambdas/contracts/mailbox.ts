import * as v from 'valibot';

const trimmed = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
/** A file's name: no path, no control or bidirectional characters. */
const fileName = v.pipe(
  v.string(),
  v.normalize('NFC'),
  v.trim(),
  v.minLength(1),
  v.maxLength(200),
  v.regex(/^[^\\/\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/u),
);
const mediaType = v.pipe(
  v.string(),
  v.toLowerCase(),
  v.maxLength(127),
  v.regex(/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/),
);
/** SHA-256, base64url. */
const digest = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));

/** A file as it is declared before it is uploaded; the store refuses any other content. */
export const DeclaredFile = v.strictObject({
  name: fileName,
  type: mediaType,
  size: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(256_000_000)),
  sha256: digest,
});
export type DeclaredFile = v.InferOutput<typeof DeclaredFile>;

/** How to upload one declared file: an HTTP PUT with these headers. */
export const UploadPermit = v.object({
  name: v.string(),
  method: v.literal('PUT'),
  url: v.string(),
  headers: v.record(v.string(), v.string()),
  expiresAt: v.string(),
});
export type UploadPermit = v.InferOutput<typeof UploadPermit>;

const LETTER_STATUSES = [
  'prepared',
  'submitted',
  'notified',
  'accepted',
  'refused',
  'unclaimed',
  'rejected',
] as const;

/**
 * POST /api/letters (E1), by an organisation. Header `idempotency-key` (1–64 visible characters): the same request again gives the
 * same letter.
 */
export const PrepareLetterRequest = v.strictObject({
  recipient: v.union([
    v.strictObject({ email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(254), v.email()) }),
    v.strictObject({ phone: trimmed(32) }),
  ]),
  subject: trimmed(200),
  text: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(20_000)), ''),
  attachments: v.optional(v.array(DeclaredFile), []),
});
export type PrepareLetterRequest = v.InferOutput<typeof PrepareLetterRequest>;

/** A letter as its sender sees it. Who the recipient is, is only in the evidence of an accepted letter. */
export const SentLetterView = v.object({
  id: v.string(),
  status: v.picklist(LETTER_STATUSES),
  recipient: v.object({ email: v.optional(v.string()), phone: v.optional(v.string()) }),
  subject: v.string(),
  attachments: v.array(
    v.object({ name: v.string(), type: v.string(), size: v.number(), sha256: v.string() }),
  ),
  /** SHA-256, base64url, of the canonical JSON of subject, text and attachments. */
  contentDigest: v.string(),
  preparedAt: v.string(),
  submittedAt: v.optional(v.string()),
  noticedAt: v.optional(v.string()),
  claimUntil: v.optional(v.string()),
  decidedAt: v.optional(v.string()),
  reasons: v.optional(v.array(v.string())),
  /** While it is `prepared`. */
  uploads: v.optional(v.array(UploadPermit)),
});
export type SentLetterView = v.InferOutput<typeof SentLetterView>;

/** GET /api/letters?from= */
export const SentLettersView = v.object({ letters: v.array(SentLetterView), next: v.optional(v.string()) });
export type SentLettersView = v.InferOutput<typeof SentLettersView>;

/** GET /api/letters/{letter}/evidences, GET /api/mailbox/letters/{letter}/evidences. */
export const EvidencesView = v.object({
  evidences: v.array(
    v.object({
      event: v.string(),
      at: v.string(),
      /** Name and bytes (base64) of the CAdES-T file; absent for the recipient of a letter that was not accepted. */
      file: v.optional(v.object({ name: v.string(), bytes: v.string() })),
    }),
  ),
});
export type EvidencesView = v.InferOutput<typeof EvidencesView>;

/** GET, PUT, DELETE /api/mailbox (E2). */
export const BoxView = v.object({
  status: v.picklist(['none', 'open', 'closed']),
  openedAt: v.optional(v.string()),
  closedAt: v.optional(v.string()),
  /** Storage that documents take, and the limit. */
  bytes: v.number(),
  limitBytes: v.number(),
  /** Registered letters need an identity of level `substantial`. */
  receivesLetters: v.boolean(),
});
export type BoxView = v.InferOutput<typeof BoxView>;

/** PUT /api/mailbox: opening is the consent to electronic delivery. */
export const OpenBoxRequest = v.strictObject({ acceptsElectronicDelivery: v.literal(true) });

export const FolderName = v.picklist(['inbox', 'notices', 'safe']);
export type FolderName = v.InferOutput<typeof FolderName>;

const LetterInBox = v.object({
  id: v.string(),
  state: v.picklist(['waiting', 'accepted', 'refused', 'unclaimed']),
  claimUntil: v.optional(v.string()),
});

/** One line of a folder. */
export const BoxItemLine = v.object({
  id: v.string(),
  folder: FolderName,
  kind: v.picklist(['letter', 'notice', 'document']),
  title: v.string(),
  from: v.optional(v.string()),
  arrivedAt: v.string(),
  readAt: v.optional(v.string()),
  letter: v.optional(LetterInBox),
  files: v.number(),
});
export type BoxItemLine = v.InferOutput<typeof BoxItemLine>;

const BoxQuery = v.object({
  folder: v.optional(FolderName, 'inbox'),
  q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100)), ''),
  /** The `next` of the page before: an item's id. */
  from: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(256))),
});

/** What a list of the box was asked for; undefined when it cannot be understood. */
export function parseBoxQuery(query: URLSearchParams): v.InferOutput<typeof BoxQuery> | undefined {
  const result = v.safeParse(BoxQuery, Object.fromEntries(query));
  return result.success ? result.output : undefined;
}

/** GET /api/mailbox/items?folder=&q=&from= */
export const BoxItemsView = v.object({
  items: v.array(BoxItemLine),
  /** Of a search: how many items were opened for this page of results. */
  searched: v.optional(v.number()),
  next: v.optional(v.string()),
});
export type BoxItemsView = v.InferOutput<typeof BoxItemsView>;

/** GET /api/mailbox/items/{item}, and the answer to acceptance and refusal. */
export const BoxItemView = v.object({
  ...v.omit(BoxItemLine, ['files']).entries,
  text: v.string(),
  link: v.optional(v.string()),
  files: v.array(
    v.object({
      name: v.string(),
      type: v.string(),
      size: v.number(),
      sha256: v.string(),
      /** Where to fetch it for some minutes; a small file is here itself, base64. */
      url: v.optional(v.string()),
      bytes: v.optional(v.string()),
    }),
  ),
});
export type BoxItemView = v.InferOutput<typeof BoxItemView>;

/** PUT /api/mailbox/items/{item}/folder */
export const FileItemRequest = v.strictObject({ folder: FolderName });

/** POST /api/mailbox/letters/{letter}/refusal: what the sender is told. */
export const RefuseLetterRequest = v.strictObject({
  reason: v.optional(
    v.picklist(['no-reason-given', 'not-expected', 'not-for-me', 'wants-paper']),
    'no-reason-given',
  ),
});
export type RefusalReason = v.InferOutput<typeof RefuseLetterRequest>['reason'];

/** POST /api/mailbox/documents: a place in the safe; POST /api/mailbox/documents/{item} once the PUT is done. */
export const PrepareDocumentRequest = DeclaredFile;
export const PreparedDocumentView = v.object({ item: v.string(), upload: UploadPermit });
export type PreparedDocumentView = v.InferOutput<typeof PreparedDocumentView>;
