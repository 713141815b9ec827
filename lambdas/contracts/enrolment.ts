import * as v from 'valibot';

const text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const isoDate = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));

export const AssuranceLevel = v.picklist(['low', 'substantial']);
export type AssuranceLevel = v.InferOutput<typeof AssuranceLevel>;

export const DocumentType = v.picklist(['national-identity-card', 'passport', 'residence-permit']);
export type DocumentType = v.InferOutput<typeof DocumentType>;

export const Language = v.picklist(['en', 'fr', 'ja']);
export type Language = v.InferOutput<typeof Language>;

/**
 * Where an enrolment stands (A4). A step out of order is refused with 409.
 * `retry` asks for new pictures after a technical failure; what was entered is kept.
 */
export const EnrolmentStep = v.picklist([
  'started',
  'email-verified',
  'phone-verified',
  'document-type-chosen',
  'form-filled',
  'form-confirmed',
  'letter-sent',
  'letter-opened',
  'document-uploaded',
  'video-recorded',
  'submitted',
  'in-review',
  'retry',
  'rejected',
  'accepted',
  'active',
  'cancelled',
]);
export type EnrolmentStep = v.InferOutput<typeof EnrolmentStep>;

/** POST /api/enrolment: the answers of the eligibility gate (A1). */
export const StartEnrolmentRequest = v.strictObject({
  level: v.optional(AssuranceLevel, 'substantial'),
  language: v.optional(Language, 'en'),
  birthdate: isoDate,
  countryOfResidence: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
  documentType: v.picklist(['national-identity-card', 'passport', 'residence-permit', 'other']),
  documentExpiry: v.optional(isoDate),
  residencePermitYears: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(50))),
  phoneSystem: v.picklist(['android', 'ios', 'none']),
  acceptsTerms: v.literal(true),
});
export type StartEnrolmentRequest = v.InferOutput<typeof StartEnrolmentRequest>;

/** POST /api/enrolment/email: sends a code and a confirmation link (A2). */
export const EmailRequest = v.strictObject({
  email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(254), v.email()),
});
/** POST /api/enrolment/phone: sends the SMS code (A3). National or E.164 notation. */
export const PhoneRequest = v.strictObject({ phone: text(32) });
/** POST /api/enrolment/email/confirm, /phone/confirm and the activation code. */
export const CodeRequest = v.strictObject({ code: v.pipe(v.string(), v.regex(/^\d{4,8}$/)) });
/** A capability that came by link: e-mail confirmation, registered letter, hand-off, activation. */
export const TokenRequest = v.strictObject({ token: v.pipe(v.string(), v.minLength(20), v.maxLength(128)) });
export const DocumentTypeRequest = v.strictObject({ documentType: DocumentType });

/** The form (A4, A12). Names as printed; `familyName` is the birth name. Values are validated by `domain/pivot-identity`. */
export const IdentityForm = v.strictObject({
  givenNames: text(256),
  familyName: text(256),
  usedName: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(256)), ''),
  birthdate: isoDate,
  gender: v.picklist(['female', 'male']),
  birthCountry: v.pipe(v.string(), v.regex(/^99\d{3}$/)),
  birthPlace: v.optional(v.pipe(v.string(), v.trim(), v.toUpperCase(), v.maxLength(5)), ''),
  documentNumber: v.optional(v.pipe(v.string(), v.trim(), v.toUpperCase(), v.maxLength(20)), ''),
  address: v.strictObject({
    street: text(200),
    postalCode: text(12),
    city: text(100),
    country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
  }),
});
export type IdentityForm = v.InferOutput<typeof IdentityForm>;

export const ChannelRequest = v.strictObject({ channel: v.picklist(['online', 'counter']) });

export const PictureSide = v.picklist(['front', 'back']);
export type PictureSide = v.InferOutput<typeof PictureSide>;

/** POST /api/enrolment/uploads: asks for a presigned POST (S3 checks size and type). */
export const UploadRequest = v.variant('kind', [
  v.strictObject({
    kind: v.literal('document'),
    side: PictureSide,
    contentType: v.picklist([
      'image/jpeg',
      'image/png',
      'image/webp',
      'image/heic',
      'image/heif',
      'application/pdf',
    ]),
    size: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(15_000_000)),
  }),
  v.strictObject({
    kind: v.literal('video'),
    attempt: text(64),
    contentType: v.picklist(['video/webm', 'video/mp4']),
    size: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60_000_000)),
  }),
  v.strictObject({
    kind: v.literal('frame'),
    attempt: text(64),
    frame: v.picklist(['face-1', 'face-2', 'face-3', 'document']),
    contentType: v.literal('image/jpeg'),
    size: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5_000_000)),
  }),
]);
export type UploadRequest = v.InferOutput<typeof UploadRequest>;

export const UploadTicket = v.object({
  upload: v.string(),
  url: v.string(),
  fields: v.record(v.string(), v.string()),
  expiresAt: v.string(),
});
export type UploadTicket = v.InferOutput<typeof UploadTicket>;

/** POST /api/enrolment/document: judges the uploaded picture at once (A7). `upload` is the ticket's id. */
export const DocumentPictureRequest = v.strictObject({ side: PictureSide, upload: text(256) });
export const PictureJudgement = v.object({
  side: PictureSide,
  legible: v.boolean(),
  /** Stable code of what to do, translated by the web app: `too-blurred`, `cut-off`, `no-machine-readable-zone`, … */
  reason: v.optional(v.string()),
});
export type PictureJudgement = v.InferOutput<typeof PictureJudgement>;

/**
 * POST /api/enrolment/video/challenge: three random digits to say aloud, single use (A8). Upload tickets for the video and
 * its frames are given until `expiresAt`: ask for them as soon as the recording ends, then there are ten minutes to replay
 * and confirm.
 */
export const VideoChallenge = v.object({
  attempt: v.string(),
  digits: v.string(),
  recordingSeconds: v.number(),
  expiresAt: v.string(),
});
export type VideoChallenge = v.InferOutput<typeof VideoChallenge>;

/** POST /api/enrolment/video: confirms the recording; the challenge is consumed. */
export const VideoRequest = v.strictObject({
  attempt: text(64),
  video: text(256),
  frames: v.strictObject({
    'face-1': text(256),
    'face-2': text(256),
    'face-3': text(256),
    document: text(256),
  }),
});

/**
 * Pages that links in messages and QR codes open; the token follows as the fragment, so that no log holds it:
 * `${ISSUER}${ENROLMENT_LINKS.letter}#<token>`.
 */
export const ENROLMENT_LINKS = {
  email: '/enrol/email',
  letter: '/enrol/letter',
  resume: '/enrol/resume',
  activation: '/app/activate',
} as const;

/** Answer of POST /api/enrolment/email/link: the address is proved, on whichever device the link was opened. */
export const EmailConfirmation = v.object({
  confirmed: v.literal(true),
  /** This browser holds the enrolment: go on here. Otherwise: "go back to the device where you began". */
  continueHere: v.boolean(),
});
export type EmailConfirmation = v.InferOutput<typeof EmailConfirmation>;

/** Answer of POST /api/enrolment/handoff: shown as a QR code, opened by the phone (A4). */
export const Handoff = v.object({ url: v.string(), expiresAt: v.string() });

/** What every enrolment endpoint answers: enough to draw the next page on any device. */
export const EnrolmentView = v.object({
  reference: v.string(),
  step: EnrolmentStep,
  level: AssuranceLevel,
  language: Language,
  email: v.optional(v.string()),
  phone: v.optional(v.string()),
  /** A code or link is on its way to this address or number (masked). */
  pending: v.optional(
    v.object({
      kind: v.picklist(['email', 'phone']),
      to: v.string(),
      codeLength: v.number(),
      expiresAt: v.string(),
      resendAt: v.string(),
      triesLeft: v.number(),
    }),
  ),
  documentType: v.optional(DocumentType),
  sides: v.array(PictureSide),
  form: v.optional(IdentityForm),
  channel: v.optional(v.picklist(['online', 'counter'])),
  pictures: v.array(PictureJudgement),
  decision: v.optional(
    v.object({
      outcome: v.picklist(['accepted', 'rejected', 'retry']),
      reasons: v.array(v.string()),
      decidedAt: v.string(),
      next: v.array(v.string()),
    }),
  ),
  /** ISO instant by which a decision is due (A9: 24 h), from submission on. */
  deadline: v.optional(v.string()),
  submittedAt: v.optional(v.string()),
});
export type EnrolmentView = v.InferOutput<typeof EnrolmentView>;
