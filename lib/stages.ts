import {
  type CertificateSettings,
  type CitizenSessionSettings,
  type ContactSettings,
  DEFAULT_CERTIFICATES,
  DEFAULT_CITIZEN_SESSION,
  DEFAULT_CONTACTS,
  DEFAULT_ENROLMENT,
  DEFAULT_MAIL_FROM,
  DEFAULT_MAILBOX,
  DEFAULT_MOVES,
  DEFAULT_ONE_TIME_CODES,
  DEFAULT_ORGANISATIONS,
  DEFAULT_PIN,
  DEFAULT_RELYING_PARTIES,
  DEFAULT_REVIEW,
  DEFAULT_SIGN_IN,
  DEFAULT_SIGNING_PASSWORD,
  DEFAULT_SMS,
  DEFAULT_TOKEN_KEYS,
  DEFAULT_VERIFICATION,
  DEFAULT_VERIFIER,
  DEFAULT_WEB_PUSH,
  type EnrolmentSettings,
  type MailboxSettings,
  type MoveSettings,
  type OneTimeCodeSettings,
  type OrganisationSettings,
  type PinSettings,
  type RelyingPartySettings,
  type ReviewSettings,
  type SignInSettings,
  type SigningPasswordSettings,
  type SmsSettings,
  type TokenKeySettings,
  type VerificationSettings,
  type VerifierSettings,
  type WebPushSettings,
} from '../lambdas/contracts/settings.ts';

/** What functions read as JSON from the environment variable of that name; `Authority.settings` says which one gets which. */
export interface FunctionSettings {
  readonly ONE_TIME_CODES: OneTimeCodeSettings;
  readonly SMS: SmsSettings;
  readonly ENROLMENT: EnrolmentSettings;
  readonly VERIFICATION: VerificationSettings;
  readonly REVIEW: ReviewSettings;
  /** The verified sender of e-mails: `Name <address@domain>`. */
  readonly MAIL_FROM: string;
  readonly SIGN_IN: SignInSettings;
  readonly PIN: PinSettings;
  readonly CONTACTS: ContactSettings;
  readonly WEB_PUSH: WebPushSettings;
  readonly CERTIFICATES: CertificateSettings;
  readonly SIGNING_PASSWORD: SigningPasswordSettings;
  readonly CITIZEN_SESSION: CitizenSessionSettings;
  readonly VERIFIER: VerifierSettings;
  readonly MAILBOX: MailboxSettings;
  readonly ORGANISATIONS: OrganisationSettings;
  readonly MOVES: MoveSettings;
  readonly TOKEN_KEYS: TokenKeySettings;
  readonly RELYING_PARTIES: RelyingPartySettings;
}

/** Every setting of one deployment. An empty text means "not set". How to change them: docs/deploy.md §3. */
export interface Stage {
  /** Part of every resource's name: 1–16 small letters, digits and hyphens. */
  readonly name: string;
  /** AWS account and Region; empty: whatever the caller of `cdk deploy` is signed in to (`GUICHET_ACCOUNT`, `GUICHET_REGION`). */
  readonly account: string;
  readonly region: string;
  /** Fixes the issuer by hand, without trailing slash. Empty: `https://<domain.name>`, else the distribution's own address. */
  readonly publicOrigin: string;
  /** An own address: the certificate must be in us-east-1; with a hosted zone the DNS records are made too. */
  readonly domain: {
    readonly name: string;
    readonly certificateArn: string;
    readonly hostedZoneId: string;
    readonly hostedZoneName: string;
  };
  /**
   * The host for mutual TLS that `settings.RELYING_PARTIES.mtlsOrigin` names (RFC 8705); empty with it: none. The certificate
   * lies in the deployment's own Region; the trust store is a PEM file of the CAs that vouch for relying parties.
   */
  readonly mtls: { readonly certificateArn: string; readonly truststoreUri: string };
  /** Web ACL (WAFv2, scope CLOUDFRONT, us-east-1) put in front of everything. */
  readonly webAclArn: string;
  readonly mail: {
    /** The SES identity (domain or address) that `settings.MAIL_FROM` belongs to, verified in this Region. */
    readonly identity: string;
  };
  readonly sms: {
    /** US dollars a month from which an alarm rings; the hard limit is SNS's own (docs/deploy.md). */
    readonly monthlySpendUsd: number;
  };
  readonly alarms: {
    /** Who hears of alarms; empty: nobody is subscribed to the topic. */
    readonly email: string;
    /** Where alarm texts point to, in front of `#<alarm>`. */
    readonly runbook: string;
  };
  readonly retention: {
    /** Days pictures and videos of an enrolment are kept. */
    readonly evidenceDays: number;
    readonly logDays: number;
    /** Days a signed checkpoint of the audit chain cannot be changed. */
    readonly auditDays: number;
    /** COMPLIANCE: nobody at all can shorten it; GOVERNANCE: a role with s3:BypassGovernanceRetention can. */
    readonly auditLock: 'GOVERNANCE' | 'COMPLIANCE';
  };
  /** Tables, keys, buckets and stacks refuse to be deleted. */
  readonly protect: boolean;
  /** `npm run personas` may make up people who count as verified: in a deployment for tests only. */
  readonly personas: boolean;
  /** Requests per second and burst over the whole API. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  /** Reserved concurrency by function; a function not named here shares the account's. */
  readonly concurrency: Readonly<Record<string, number>>;
  readonly settings: FunctionSettings;
}

/** What a new operator deploys. */
const DEFAULT: Stage = {
  name: 'default',
  account: '',
  region: '',
  publicOrigin: '',
  domain: { name: '', certificateArn: '', hostedZoneId: '', hostedZoneName: '' },
  mtls: { certificateArn: '', truststoreUri: '' },
  webAclArn: '',
  mail: { identity: 'guichet.example' },
  sms: { monthlySpendUsd: 100 },
  alarms: { email: '', runbook: 'docs/runbook.md' },
  retention: { evidenceDays: 90, logDays: 90, auditDays: 3653, auditLock: 'GOVERNANCE' },
  protect: true,
  personas: false,
  throttle: { rate: 200, burst: 400 },
  concurrency: {},
  settings: {
    ONE_TIME_CODES: DEFAULT_ONE_TIME_CODES,
    SMS: DEFAULT_SMS,
    ENROLMENT: DEFAULT_ENROLMENT,
    VERIFICATION: DEFAULT_VERIFICATION,
    REVIEW: DEFAULT_REVIEW,
    MAIL_FROM: DEFAULT_MAIL_FROM,
    SIGN_IN: DEFAULT_SIGN_IN,
    PIN: DEFAULT_PIN,
    CONTACTS: DEFAULT_CONTACTS,
    WEB_PUSH: DEFAULT_WEB_PUSH,
    CERTIFICATES: DEFAULT_CERTIFICATES,
    SIGNING_PASSWORD: DEFAULT_SIGNING_PASSWORD,
    CITIZEN_SESSION: DEFAULT_CITIZEN_SESSION,
    VERIFIER: DEFAULT_VERIFIER,
    MAILBOX: DEFAULT_MAILBOX,
    ORGANISATIONS: DEFAULT_ORGANISATIONS,
    MOVES: DEFAULT_MOVES,
    TOKEN_KEYS: DEFAULT_TOKEN_KEYS,
    RELYING_PARTIES: DEFAULT_RELYING_PARTIES,
  },
};

/** Every option on: for the checks of the template. */
const FULL: Stage = {
  ...DEFAULT,
  name: 'full',
  account: '111122223333',
  region: 'eu-west-3',
  domain: {
    name: 'id.guichet.test',
    certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-4000-8000-000000000000',
    hostedZoneId: 'Z0000000000000000000',
    hostedZoneName: 'guichet.test',
  },
  mtls: {
    certificateArn: 'arn:aws:acm:eu-west-3:111122223333:certificate/00000000-0000-4000-8000-000000000001',
    truststoreUri: 's3://guichet-relying-parties/authorities.pem',
  },
  webAclArn:
    'arn:aws:wafv2:us-east-1:111122223333:global/webacl/guichet/00000000-0000-4000-8000-000000000000',
  mail: { identity: 'guichet.test' },
  alarms: { email: 'operations@guichet.test', runbook: 'https://guichet.test/runbook' },
  retention: { ...DEFAULT.retention, auditLock: 'COMPLIANCE' },
  concurrency: { token: 50, 'picture-intake': 20, certification: 20, 'signature-verifier': 20 },
  settings: {
    ...DEFAULT.settings,
    ONE_TIME_CODES: {
      ...DEFAULT_ONE_TIME_CODES,
      phone: { ...DEFAULT_ONE_TIME_CODES.phone, length: 6 },
    },
    VERIFICATION: { ...DEFAULT_VERIFICATION, rekognitionRegion: 'eu-west-1' },
    MAIL_FROM: 'Guichet <no-reply@guichet.test>',
    CERTIFICATES: { ...DEFAULT_CERTIFICATES, validity: 'by-storage', crlPartitions: 256 },
    TOKEN_KEYS: { ...DEFAULT_TOKEN_KEYS, mode: 'direct' },
    RELYING_PARTIES: { ...DEFAULT_RELYING_PARTIES, mtlsOrigin: 'https://mtls.id.guichet.test' },
  },
};

/** What `npm start` runs on this machine, on ports in a row; the fifth is the host for mutual TLS. */
function laptop(port: number, tokenKeys: string): Stage {
  return {
    ...DEFAULT,
    name: 'laptop',
    account: '000000000000',
    region: 'eu-west-1',
    publicOrigin: `http://127.0.0.1:${port}`,
    // The laptop cloud puts its own authority in the place of both.
    mtls: {
      certificateArn: 'arn:aws:acm:eu-west-1:000000000000:certificate/laptop',
      truststoreUri: 's3://guichet-laptop-relying-parties/authorities.pem',
    },
    protect: false,
    personas: true,
    settings: {
      ...DEFAULT.settings,
      MOVES: { ...DEFAULT_MOVES, allowsLoopback: true },
      TOKEN_KEYS: { ...DEFAULT_TOKEN_KEYS, mode: tokenKeys as TokenKeySettings['mode'] }, // a rule checks it
      RELYING_PARTIES: {
        ...DEFAULT_RELYING_PARTIES,
        allowsLoopback: true,
        mtlsOrigin: `https://127.0.0.1:${port + 4}`,
      },
      // Push services of browsers' makers refuse a contact that is not https or mailto.
      WEB_PUSH: { ...DEFAULT_WEB_PUSH, contact: 'mailto:operator@guichet.example', allowsLoopback: true },
      ENROLMENT: {
        ...DEFAULT_ENROLMENT,
        eligibility: {
          ...DEFAULT_ENROLMENT.eligibility,
          issuingStates: [...DEFAULT_ENROLMENT.eligibility.issuingStates, 'UTO'],
        },
      },
    },
  };
}

export const BUILT_IN_STAGES: Readonly<Record<string, Stage>> = {
  default: DEFAULT,
  full: FULL,
  laptop: laptop(Number(process.env.GUICHET_PORT ?? 4000), process.env.GUICHET_TOKEN_KEYS ?? 'wrapped'),
};
