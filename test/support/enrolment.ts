import { randomUUID } from 'node:crypto';
import { dynamoAccountHandles } from '../../lambdas/adapters/aws/dynamo-account-handles.ts';
import { dynamoAuditTrail } from '../../lambdas/adapters/aws/dynamo-audit-trail.ts';
import { dynamoEnrolments } from '../../lambdas/adapters/aws/dynamo-enrolments.ts';
import { dynamoLinks } from '../../lambdas/adapters/aws/dynamo-links.ts';
import { dynamoOneTimeCodes } from '../../lambdas/adapters/aws/dynamo-one-time-codes.ts';
import { dynamoRegisteredLetters } from '../../lambdas/adapters/aws/dynamo-registered-letters.ts';
import { dynamoSendQuotas } from '../../lambdas/adapters/aws/dynamo-send-quotas.ts';
import { dynamoSessions } from '../../lambdas/adapters/aws/dynamo-sessions.ts';
import { kmsPersonalData } from '../../lambdas/adapters/aws/kms-personal-data.ts';
import { kmsShortSecretHash } from '../../lambdas/adapters/aws/kms-short-secret-hash.ts';
import { deploymentSecret } from '../../lambdas/adapters/aws/secrets.ts';
import type { TableName } from '../../lambdas/authorities.ts';
import type {
  EnrolmentView,
  IdentityForm,
  StartEnrolmentRequest,
} from '../../lambdas/contracts/enrolment.ts';
import {
  DEFAULT_ENROLMENT,
  DEFAULT_ONE_TIME_CODES,
  DEFAULT_SMS,
  type EnrolmentSettings,
} from '../../lambdas/contracts/settings.ts';
import { type Dossier, ENROLMENT_COOKIE, openDossiers } from '../../lambdas/domain/enrolment/dossier.ts';
import type { EnrolledPerson, Enrolment } from '../../lambdas/domain/enrolment/enrolment.ts';
import { identifyWith } from '../../lambdas/domain/identifier/identify.ts';
import type { Notification } from '../../lambdas/domain/message/messenger.ts';
import { openEvidenceBook } from '../../lambdas/domain/registered-letter/evidence-book.ts';
import { openLetterOffice } from '../../lambdas/domain/registered-letter/letter-office.ts';
import { cookieJar } from '../../lambdas/shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../lambdas/shell/http-message.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { testDeliverySeal } from './delivery-seal.ts';

export const ENROLMENT_TABLES: readonly TableName[] = [
  'enrolments',
  'enrolment-sessions',
  'one-time-codes',
  'send-quotas',
  'links',
  'registered-letters',
  'account-handles',
  'audit-events',
];

const ISSUER = 'http://127.0.0.1:4000';

export interface SentMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * What the enrolment endpoints are given, over real stores and keys; only the world outside is a recorder: the mailbox, the
 * phones, and the state machine. `failNext` makes the next sending fail as SES or SNS would.
 */
export function enrolmentDeps(settings: EnrolmentSettings = DEFAULT_ENROLMENT) {
  const mails: SentMail[] = [];
  const texts: { to: string; text: string }[] = [];
  const notifications: Notification[] = [];
  const started: { enrolment: string; attempt: number }[] = [];
  const outage = { sends: 0, starts: 0 };
  const failing = (kind: keyof typeof outage): void => {
    if (outage[kind] === 0) return;
    outage[kind] -= 1;
    throw new Error('ServiceUnavailable');
  };
  const personalData = kmsPersonalData('personal-data');
  const sessions = dynamoSessions('enrolment-sessions', randomness);
  const letterStore = dynamoRegisteredLetters('registered-letters');
  const book = openEvidenceBook({ evidences: letterStore, seal: testDeliverySeal(), personalData });
  return {
    settings,
    sms: DEFAULT_SMS,
    codeSettings: DEFAULT_ONE_TIME_CODES,
    issuer: ISSUER,
    randomness,
    sessions,
    cookies: cookieJar(ISSUER),
    personalData,
    dossiers: openDossiers({ enrolments: dynamoEnrolments('enrolments'), personalData, sessions }),
    handles: dynamoAccountHandles('account-handles'),
    identify: identifyWith(deploymentSecret('identifiers')),
    codes: dynamoOneTimeCodes('one-time-codes', kmsShortSecretHash('one-time-codes'), randomness),
    links: dynamoLinks('links', randomness),
    quotas: dynamoSendQuotas('send-quotas'),
    audit: dynamoAuditTrail('audit-events', randomness),
    book,
    letterStore,
    letters: openLetterOffice({
      book,
      operator: { name: settings.operatorName, uri: ISSUER },
    }),
    messenger: {
      async sms(to: string, text: string) {
        failing('sends');
        texts.push({ to, text });
      },
      async email(mail: SentMail) {
        failing('sends');
        mails.push(mail);
      },
    },
    notifications: {
      async enqueue(notification: Notification) {
        notifications.push(notification);
      },
    },
    verifications: {
      async start(submission: { enrolment: string; attempt: number }) {
        failing('starts');
        started.push(submission);
      },
    },
    sent: { mails, texts, notifications, started },
    outage,
  };
}

export type EnrolmentDeps = ReturnType<typeof enrolmentDeps>;

/** A request of this browser: `cookie` is the session's secret. */
export function requestOf<Body = undefined>(
  body?: Body,
  {
    cookie,
    now = new Date(),
    address = randomUUID(),
  }: { cookie?: string; now?: Date; address?: string } = {},
): HttpRequest<Body> {
  return {
    method: 'POST',
    path: '/',
    params: {},
    query: new URLSearchParams(),
    headers: {},
    cookies: cookie === undefined ? {} : { [ENROLMENT_COOKIE]: cookie },
    body: body as Body,
    rawBody: new Uint8Array(),
    sourceIp: address,
    requestId: 'test',
    now,
  };
}

export const viewOf = (response: HttpResponse): EnrolmentView => response.body as EnrolmentView;

/** The secret a response sets as the enrolment cookie. */
export function cookieOf(response: HttpResponse): string {
  const line = response.cookies?.find((cookie) => cookie.startsWith(`${ENROLMENT_COOKIE}=`)) ?? '';
  return line.slice(ENROLMENT_COOKIE.length + 1, line.indexOf(';'));
}

/** The token in the fragment of the first link of a text. */
export function tokenIn(text: string): string {
  return /https?:\/\/\S+#([A-Za-z0-9_-]+)/.exec(text)?.[1] ?? '';
}

export const ELIGIBLE: StartEnrolmentRequest = {
  level: 'substantial',
  language: 'en',
  birthdate: '1990-07-13',
  countryOfResidence: 'FR',
  documentType: 'national-identity-card',
  documentExpiry: '2035-01-01',
  phoneSystem: 'android',
  acceptsTerms: true,
};

export const FORM: IdentityForm = {
  givenNames: 'Maëlys Gaëlle Marie',
  familyName: 'Martin',
  usedName: '',
  birthdate: '1990-07-13',
  gender: 'female',
  birthCountry: '99100',
  birthPlace: '75112',
  documentNumber: '',
  address: { street: '1 rue de la Paix', postalCode: '75002', city: 'Paris', country: 'FR' },
};

/** A dossier at any step, with a session, made without walking there. */
export async function dossierAt(
  deps: EnrolmentDeps,
  changes: Partial<Enrolment> = {},
  person: Partial<EnrolledPerson> = {},
  now = new Date(),
): Promise<{ dossier: Dossier; cookie: string }> {
  const at = now.toISOString();
  const dossier = await deps.dossiers.create(
    {
      id: randomness.id(),
      reference: 'TEST-0001',
      version: 1,
      step: 'started',
      level: 'substantial',
      language: 'en',
      createdAt: at,
      updatedAt: at,
      pictures: [],
      attempt: 0,
      ...changes,
    },
    {
      declared: { birthdate: '1990-07-13', countryOfResidence: 'FR', documentType: 'passport' },
      email: `${randomUUID()}@example.org`,
      ...person,
    },
  );
  const cookie = await deps.sessions.open({ subject: dossier.enrolment.id, lifetimeSeconds: 86_400, now });
  return { dossier, cookie };
}

/** The refusal that `act` throws. */
export async function refusalOf(act: Promise<unknown>): Promise<{
  kind: string;
  code: string;
  message: string;
  details: Record<string, unknown>;
}> {
  try {
    await act;
  } catch (error) {
    return error as { kind: string; code: string; message: string; details: Record<string, unknown> };
  }
  throw new Error('It was not refused.');
}
