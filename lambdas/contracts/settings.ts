/**
 * Operator settings as functions receive them: one JSON object per environment variable of that name. `lib/stages.ts`
 * fills them for a stage; the defaults below are the shipped ones. Durations carry their unit.
 */

/** So many messages within a fixed window. */
export interface SendLimit {
  readonly limit: number;
  readonly windowSeconds: number;
}

export interface CodeSettings {
  /** Digits. */
  readonly length: number;
  readonly lifetimeSeconds: number;
  readonly resendAfterSeconds: number;
  readonly tries: number;
}

/** `ONE_TIME_CODES`: codes by e-mail (≤ 24 h) and by SMS (≤ 10 min, ≤ 3 tries), NIST SP 800-63A-4 §3.8, A2, A3. */
export interface OneTimeCodeSettings {
  readonly email: CodeSettings;
  readonly phone: CodeSettings;
}

/** `SMS`: how messages to phones are named, and the defence against SMS pumping (A3). */
export interface SmsSettings {
  /** Up to 11 letters and digits shown as the sender where the country allows it; empty: none is given. */
  readonly senderId: string;
  /** Countries whose numbers are accepted (ISO 3166-1 alpha-2); the first one reads numbers in national notation. */
  readonly countries: readonly string[];
  readonly perNumber: SendLimit;
  /** Numbers that share their first `prefixDigits` digits, country code included. */
  readonly perPrefix: SendLimit;
  readonly prefixDigits: number;
  readonly perAddress: SendLimit;
  /** Messages in all: the spend ceiling of the deployment. */
  readonly ceiling: SendLimit;
}

/** Who may enrol (A1). The shipped profile is France's. */
export interface EligibilitySettings {
  readonly minimumAgeYears: number;
  /** Countries an address may be in, ISO 3166-1 alpha-2. */
  readonly countriesOfResidence: readonly string[];
  readonly documentTypes: readonly ('national-identity-card' | 'passport' | 'residence-permit')[];
  readonly residencePermitMinimumYears: number;
  /** Issuing states of accepted documents as in the machine-readable zone; `UTO` only for specimens. */
  readonly issuingStates: readonly string[];
}

/** `ENROLMENT` */
export interface EnrolmentSettings {
  readonly eligibility: EligibilitySettings;
  /** In whose days ages and expiry dates are counted (IANA name). */
  readonly timeZone: string;
  /** How long an enrolment can be resumed with its cookie. */
  readonly sessionSeconds: number;
  /** Days to open the registered letter (AR24, ETSI EN 319 522: 15). */
  readonly letterDays: number;
  /** Hand-off from computer to phone by QR code. */
  readonly handoffSeconds: number;
  readonly activationDays: number;
  /** Lifetime of a presigned upload. */
  readonly uploadSeconds: number;
  readonly startsPerAddress: SendLimit;
  readonly emailsPerAddress: SendLimit;
  readonly emailsPerMailbox: SendLimit;
  readonly documentBytes: number;
  readonly videoBytes: number;
  readonly frameBytes: number;
  /** Width × height above which a picture is refused unread. */
  readonly documentPixels: number;
  /** Judged pictures per enrolment: each costs two recogniser calls. */
  readonly pictureJudgements: SendLimit;
  readonly video: {
    /** From the digits' appearance to the start of the recording. */
    readonly challengeSeconds: number;
    readonly recordingSeconds: number;
    /** After the challenge ended: time to upload, replay and confirm. */
    readonly confirmSeconds: number;
    readonly digits: number;
    readonly challenges: SendLimit;
  };
  /** Submissions of one enrolment, the first included. */
  readonly attempts: number;
  /** A9: a decision is due this long after submission. */
  readonly decisionSeconds: number;
  /** Days after which a request that was begun and never submitted is forgotten. */
  readonly abandonedDays: number;
  /** Named as sender and issuer of the registered letter's evidence. */
  readonly operatorName: string;
  readonly supportUrl: string;
}

/** `VERIFICATION`: thresholds of the written policy (A9). */
export interface VerificationSettings {
  /** Similarity 0–100 from which two faces are taken for the same person (Rekognition CompareFaces). */
  readonly faceSimilarity: number;
  /** Below this the faces are taken for different people. */
  readonly faceDifference: number;
  /** Confidence 0–100 under which a face is not counted (Rekognition DetectFaces). */
  readonly faceConfidence: number;
  /** Where Rekognition is called; empty: the deployment's own Region (it is not offered in eu-west-3). */
  readonly rekognitionRegion: string;
}

/** `REVIEW`: the console of the operators who decide cases (X3). */
export interface ReviewSettings {
  readonly sessionSeconds: number;
  readonly idleSeconds: number;
  /** Wrong passwords until an operator is locked. */
  readonly tries: number;
  readonly lockSeconds: number;
  readonly signInsPerAddress: SendLimit;
  /** Lifetime of the presigned URLs of a case's pictures. */
  readonly pictureSeconds: number;
}

/** `CONTACTS`: a person changes e-mail address and phone number (B11). */
export interface ContactSettings {
  /** Codes that one identity may have sent to new addresses and numbers. */
  readonly codesPerAccount: SendLimit;
  /** How long the link in the message to the former address undoes a change. */
  readonly undoSeconds: number;
}

/** `SIGN_IN`: how a person signs in to a relying party (B3). */
export interface SignInSettings {
  /** From the authorization request to the code. */
  readonly interactionSeconds: number;
  /** How long the phone is asked (NIST SP 800-63B-4 §3.1.3: at most 10 minutes). */
  readonly approvalSeconds: number;
  /** Level asked when neither request nor client names one. */
  readonly defaultAcr: 'eidas1' | 'eidas2';
  /** Approval requests to one number: against push bombing. */
  readonly approvalsPerNumber: SendLimit;
  readonly approvalsPerAddress: SendLimit;
  /** Text messages asked for on the waiting page, beside the limit of one an approval. */
  readonly textMessagesPerNumber: SendLimit;
  readonly textMessagesPerAddress: SendLimit;
  /** How long a person's connection history goes back. */
  readonly historyDays: number;
  /** Single sign-on: never above `eidas1`, so that `substantial` always takes phone and PIN (B10). */
  readonly singleSignOn: {
    readonly enabled: boolean;
    readonly sessionSeconds: number;
    readonly idleSeconds: number;
  };
  /** Lifetime of a pushed request (RFC 9126 §2.2: short; FAPI 2.0 §5.3.2.2: under 600). */
  readonly pushedRequestSeconds: number;
  /** CIBA Core §7.3: how long, and how often a client may ask. */
  readonly backchannelSeconds: number;
  readonly backchannelIntervalSeconds: number;
  /** CIBA requests of one client, and of one address. */
  readonly backchannelPerClient: SendLimit;
  /** How long refresh tokens of one sign-in last. */
  readonly refreshDays: number;
}

/** `TOKEN_KEYS`: what signs ID tokens and everything else for relying parties. */
export interface TokenKeySettings {
  /** `direct`: KMS signs each token; `wrapped`: short-lived pairs made and wrapped by KMS sign inside the function. */
  readonly mode: 'direct' | 'wrapped';
  /** A key signs so long. */
  readonly rotationSeconds: number;
  /** Published this much ahead of use: longer than any cache of the JWKS lives. */
  readonly aheadSeconds: number;
  /** Published this much after its last signature: longer than anything it signed lives. */
  readonly behindSeconds: number;
  /** `max-age` of JWKS and discovery. */
  readonly cacheSeconds: number;
}

/** `RELYING_PARTIES`: the portal, and calls to relying parties' own addresses. */
export interface RelyingPartySettings {
  /** Whether people may register relying parties for the sandbox themselves. */
  readonly selfRegistration: boolean;
  readonly clientsPerOwner: number;
  readonly personasPerOwner: number;
  /** The old secret stays good so long after a change. */
  readonly secretOverlapSeconds: number;
  /** Days a relying party's own errors are listed, and how many are kept in a day. */
  readonly errorDays: number;
  readonly errorsPerClient: SendLimit;
  /** How long an address of a relying party may take to answer, and how often it is tried. */
  readonly answerSeconds: number;
  readonly attempts: number;
  /** Whether addresses that are not https, or lead into private networks, may be called: on the laptop only. */
  readonly allowsLoopback: boolean;
  /** Host for mutual TLS (RFC 8705 §5); empty: none. */
  readonly mtlsOrigin: string;
}

/** `PIN`: the four-digit code and the way back after it is locked (B4). */
export interface PinSettings {
  /** Wrong codes until the lock. */
  readonly tries: number;
  /** Lifetime of a recovery link. */
  readonly recoverySeconds: number;
  readonly recoveriesPerNumber: SendLimit;
  readonly recoveriesPerAddress: SendLimit;
}

/** `WEB_PUSH`: waking phones through the push services of their browsers (RFC 8030), before SMS (B3). */
export interface WebPushSettings {
  /** Where a push service reaches the operator: `mailto:` or `https:` (RFC 8292 §2.1); empty: the issuer. */
  readonly contact: string;
  /** How long a push service may take to answer; then the SMS goes. */
  readonly answerSeconds: number;
  /** Whether push services of this machine may be named: on the laptop only. */
  readonly allowsLoopback: boolean;
}

/** `CITIZEN_SESSION`: a person's session in the app, opened by PIN (NIST SP 800-63B-4 §2.2.3: ≤ 24 h, ≤ 1 h idle). */
export interface CitizenSessionSettings {
  readonly sessionSeconds: number;
  readonly idleSeconds: number;
}

/** `CERTIFICATES`: the certification authority and its publications (C1–C9). */
export interface CertificateSettings {
  /** Under it stand all policies and attributes of this deployment (docs/certificates.md). Shipped: RFC 5612's example arc. */
  readonly oidArc: string;
  /** ISO 3166-1 alpha-2, `C` of every name. */
  readonly country: string;
  /** `O` of the authorities' names. */
  readonly organisation: string;
  /** In whose days birthdays and expiry are counted (IANA name). */
  readonly timeZone: string;
  /** `fifth-birthday` (C3) or years from issue by storage. */
  readonly validity: 'fifth-birthday' | 'by-storage';
  /** With `by-storage`: years for a key in a file or browser, and in a secure carrier. */
  readonly storageYears: { readonly file: number; readonly carrier: number };
  /** Years of an organisation's certificate. */
  readonly sealYears: number;
  readonly renewalMonths: number;
  readonly minimumAgeForSignature: number;
  /** An application waits so long for its certificate. */
  readonly applicationDays: number;
  /** CRLs per authority, a power of two up to 256: the first byte of the serial chooses. */
  readonly crlPartitions: number;
  /** Next update after this update (≤ 24 h, C6). */
  readonly crlSeconds: number;
  /** A CRL is made anew when it is older. */
  readonly crlRefreshSeconds: number;
  readonly timeStampsPerAddress: SendLimit;
}

/** `SIGNING_PASSWORD`: releases the server's share of a signing key (C2). */
export interface SigningPasswordSettings {
  /** Wrong passwords until the lock. */
  readonly tries: number;
}

/** `VERIFIER`: the public verification of signatures (D4). */
export interface VerifierSettings {
  readonly challengeSeconds: number;
  /** Leading zero bits of the proof of work. */
  readonly challengeBits: number;
  readonly challengesPerAddress: SendLimit;
  /** Largest signature file, attached content included. */
  readonly signatureBytes: number;
}

/** `MAILBOX`: registered delivery and the post-office box (E1, E2). */
export interface MailboxSettings {
  /** Days to accept or refuse, counted from the day after the notice (CPCE R. 53-3). */
  readonly claimDays: number;
  readonly attachmentBytes: number;
  readonly attachments: number;
  /** Lifetime of presigned uploads and downloads. */
  readonly transferSeconds: number;
  readonly lettersPerSender: SendLimit;
  /** Proof of deposit is kept so long (CPCE R. 53-2: one year). */
  readonly evidenceDays: number;
  /** Storage of one box, bytes. */
  readonly boxBytes: number;
  readonly operatorName: string;
}

/** `ORGANISATIONS`: attributes of those who act for an organisation (E3, E4). */
export interface OrganisationSettings {
  /** Longest validity of an attribute. */
  readonly attributeDays: number;
  /** An unsigned or unapproved request is forgotten. */
  readonly requestDays: number;
}

/** `MOVES`: one-stop moving (E6, E7). */
export interface MoveSettings {
  /** How long a business may take to answer one attempt. */
  readonly answerSeconds: number;
  /** Attempts until a business counts as unreachable: five take three hours (domain/move/retry-delay.ts). */
  readonly attempts: number;
  /** Whether addresses that are not https, or lead into private networks, may be called: on the laptop only. */
  readonly allowsLoopback: boolean;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const DEFAULT_ONE_TIME_CODES: OneTimeCodeSettings = {
  email: { length: 6, lifetimeSeconds: DAY, resendAfterSeconds: 30, tries: 5 },
  phone: { length: 4, lifetimeSeconds: 10 * MINUTE, resendAfterSeconds: 30, tries: 3 },
};

export const DEFAULT_SMS: SmsSettings = {
  senderId: 'GUICHET',
  countries: ['FR', 'GP', 'MQ', 'GF', 'RE', 'YT'],
  perNumber: { limit: 5, windowSeconds: HOUR },
  perPrefix: { limit: 60, windowSeconds: HOUR },
  prefixDigits: 6,
  perAddress: { limit: 20, windowSeconds: HOUR },
  ceiling: { limit: 5000, windowSeconds: DAY },
};

export const DEFAULT_ENROLMENT: EnrolmentSettings = {
  eligibility: {
    minimumAgeYears: 18,
    countriesOfResidence: ['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'WF', 'PF', 'NC'],
    documentTypes: ['national-identity-card', 'passport', 'residence-permit'],
    residencePermitMinimumYears: 5,
    issuingStates: ['FRA'],
  },
  timeZone: 'Europe/Paris',
  sessionSeconds: DAY,
  letterDays: 15,
  handoffSeconds: 10 * MINUTE,
  activationDays: 30,
  uploadSeconds: 10 * MINUTE,
  startsPerAddress: { limit: 30, windowSeconds: HOUR },
  emailsPerAddress: { limit: 30, windowSeconds: HOUR },
  emailsPerMailbox: { limit: 5, windowSeconds: HOUR },
  documentBytes: 15_000_000,
  videoBytes: 60_000_000,
  frameBytes: 5_000_000,
  documentPixels: 40_000_000,
  pictureJudgements: { limit: 30, windowSeconds: HOUR },
  video: {
    challengeSeconds: 90,
    recordingSeconds: 20,
    confirmSeconds: 10 * MINUTE,
    digits: 3,
    challenges: { limit: 20, windowSeconds: HOUR },
  },
  attempts: 5,
  decisionSeconds: DAY,
  abandonedDays: 45,
  operatorName: 'Guichet',
  supportUrl: '/support',
};

export const DEFAULT_VERIFICATION: VerificationSettings = {
  faceSimilarity: 80,
  faceDifference: 50,
  faceConfidence: 90,
  rekognitionRegion: '',
};

export const DEFAULT_REVIEW: ReviewSettings = {
  sessionSeconds: HOUR,
  idleSeconds: 15 * MINUTE,
  tries: 5,
  lockSeconds: 15 * MINUTE,
  signInsPerAddress: { limit: 30, windowSeconds: HOUR },
  pictureSeconds: 5 * MINUTE,
};

export const DEFAULT_SIGN_IN: SignInSettings = {
  interactionSeconds: 10 * MINUTE,
  approvalSeconds: 3 * MINUTE,
  defaultAcr: 'eidas1',
  approvalsPerNumber: { limit: 10, windowSeconds: 10 * MINUTE },
  approvalsPerAddress: { limit: 60, windowSeconds: 10 * MINUTE },
  textMessagesPerNumber: { limit: 3, windowSeconds: 10 * MINUTE },
  textMessagesPerAddress: { limit: 20, windowSeconds: 10 * MINUTE },
  historyDays: 365,
  singleSignOn: { enabled: true, sessionSeconds: 8 * HOUR, idleSeconds: 30 * MINUTE },
  pushedRequestSeconds: 60,
  backchannelSeconds: 3 * MINUTE,
  backchannelIntervalSeconds: 5,
  backchannelPerClient: { limit: 600, windowSeconds: 10 * MINUTE },
  refreshDays: 90,
};

export const DEFAULT_TOKEN_KEYS: TokenKeySettings = {
  mode: 'wrapped',
  rotationSeconds: 7 * DAY,
  aheadSeconds: 2 * DAY,
  behindSeconds: 2 * DAY,
  cacheSeconds: HOUR,
};

export const DEFAULT_RELYING_PARTIES: RelyingPartySettings = {
  selfRegistration: true,
  clientsPerOwner: 20,
  personasPerOwner: 50,
  secretOverlapSeconds: 7 * DAY,
  errorDays: 30,
  errorsPerClient: { limit: 500, windowSeconds: DAY },
  answerSeconds: 5,
  attempts: 5,
  allowsLoopback: false,
  mtlsOrigin: '',
};

export const DEFAULT_PIN: PinSettings = {
  tries: 3,
  recoverySeconds: HOUR,
  recoveriesPerNumber: { limit: 3, windowSeconds: HOUR },
  recoveriesPerAddress: { limit: 20, windowSeconds: HOUR },
};

export const DEFAULT_CONTACTS: ContactSettings = {
  codesPerAccount: { limit: 10, windowSeconds: DAY },
  undoSeconds: 7 * DAY,
};

export const DEFAULT_WEB_PUSH: WebPushSettings = { contact: '', answerSeconds: 5, allowsLoopback: false };

/** `MAIL_FROM` is a JSON string: the verified sender, `Guichet <no-reply@example.org>`. */
export const DEFAULT_MAIL_FROM = 'Guichet <no-reply@guichet.example>';

export const DEFAULT_CITIZEN_SESSION: CitizenSessionSettings = {
  sessionSeconds: 8 * HOUR,
  idleSeconds: 30 * MINUTE,
};

export const DEFAULT_CERTIFICATES: CertificateSettings = {
  oidArc: '1.3.6.1.4.1.32473.1',
  country: 'FR',
  organisation: 'Guichet',
  timeZone: 'Europe/Paris',
  validity: 'fifth-birthday',
  storageYears: { file: 1, carrier: 3 },
  sealYears: 3,
  renewalMonths: 3,
  minimumAgeForSignature: 15,
  applicationDays: 30,
  crlPartitions: 16,
  crlSeconds: DAY,
  crlRefreshSeconds: 12 * HOUR,
  timeStampsPerAddress: { limit: 600, windowSeconds: HOUR },
};

export const DEFAULT_SIGNING_PASSWORD: SigningPasswordSettings = { tries: 5 };

export const DEFAULT_VERIFIER: VerifierSettings = {
  challengeSeconds: 10 * MINUTE,
  challengeBits: 16,
  challengesPerAddress: { limit: 300, windowSeconds: HOUR },
  signatureBytes: 4_000_000,
};

export const DEFAULT_MAILBOX: MailboxSettings = {
  claimDays: 15,
  attachmentBytes: 256_000_000,
  attachments: 20,
  transferSeconds: 10 * MINUTE,
  lettersPerSender: { limit: 1000, windowSeconds: HOUR },
  evidenceDays: 3653,
  boxBytes: 1_000_000_000,
  operatorName: 'Guichet',
};

export const DEFAULT_ORGANISATIONS: OrganisationSettings = { attributeDays: 3 * 366, requestDays: 30 };

export const DEFAULT_MOVES: MoveSettings = { answerSeconds: 10, attempts: 5, allowsLoopback: false };
