import type { BrowserContext, Page } from 'playwright-core';
import type { EnrolmentView } from '../../lambdas/contracts/enrolment.ts';
import { ACCOUNT_SCENES } from './account-scenes.ts';
import { BOX_SCENES } from './box-scenes.ts';
import { CERTIFICATE_SCENES } from './certificate-scenes.ts';
import { CONNECT_SCENES } from './connect-scenes.ts';
import { COUNTER_SCENES } from './counter-scenes.ts';
import { type FakeGuichet, refusal } from './fake-guichet.ts';
import { LEAVING_SCENES } from './leaving-scenes.ts';
import { MOVE_SCENES } from './move-scenes.ts';
import { ORGANISATION_SCENES } from './organisation-scenes.ts';
import { PROCEDURE_SCENES } from './procedure-scenes.ts';
import { PUSH_SCENES } from './push-scenes.ts';
import { SIGNING_SCENES } from './signing-scenes.ts';

const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

const FORM = {
  givenNames: 'Camille Anne',
  familyName: 'MARTIN',
  usedName: '',
  birthdate: '1990-03-27',
  gender: 'female',
  birthCountry: '99100',
  birthPlace: '69123',
  documentNumber: 'X4RTBPFW4',
  address: { street: '4 rue de la Loge', postalCode: '69001', city: 'Lyon', country: 'FR' },
} as const;

/** An enrolment as the server tells it, at a step. */
export const view = (some: Partial<EnrolmentView>): EnrolmentView => ({
  reference: 'GUI-7K4M-29QX',
  step: 'started',
  level: 'substantial',
  language: 'en',
  email: 'c…e@example.org',
  phone: '06 •• •• •• 78',
  documentType: 'national-identity-card',
  sides: ['front', 'back'],
  form: FORM,
  pictures: [],
  ...some,
});

const pending = (kind: 'email' | 'phone', to: string, codeLength: number) => ({
  pending: { kind, to, codeLength, expiresAt: soon(595), resendAt: soon(28), triesLeft: 3 },
});

const client = { name: 'Tax service', purpose: 'Your tax account 2026' };
export const signIn = (some: object): object => ({ client, language: 'en', expiresAt: soon(175), ...some });
const decided = (outcome: string, reasons: string[], next: string[]) => ({
  decision: { outcome, reasons, decidedAt: soon(-60), next } as EnrolmentView['decision'] & object,
});

export interface Scene {
  readonly path: string;
  readonly prepare?: (fake: FakeGuichet) => void;
  /** What the browser is like, before any page is opened. */
  readonly browser?: (context: BrowserContext) => Promise<void>;
  /** The phone's key is there. */
  readonly device?: boolean;
  /** What the person has done on the page until the state is reached. */
  readonly act?: (page: Page) => Promise<void>;
}

const enrolling =
  (some: Partial<EnrolmentView>) =>
  (fake: FakeGuichet): void =>
    void fake.answer('GET /api/enrolment', { body: view(some) });

const signingIn =
  (some: object) =>
  (fake: FakeGuichet): void =>
    void fake.answer('GET /api/sign-in/abc', { body: signIn(some) });

const approval = {
  id: 'a1',
  client,
  purpose: client.purpose,
  claims: ['given_name', 'family_name', 'birthdate', 'birthplace', 'email'],
  bindingNumber: '47',
  requestedAt: soon(-5),
  expiresAt: soon(170),
  challenge: 'c2FtcGxlLWNoYWxsZW5nZQ',
};
const onPhone =
  (status: string, approvals: object[]) =>
  (fake: FakeGuichet): void =>
    void fake.answer('GET /api/authenticator/approvals', {
      body: { account: { status, givenName: 'Camille' }, approvals },
    });

const operator = { username: 'alice', name: 'Alice Reviewer', roles: ['reviewer'], expiresAt: soon(3600) };
const summary = {
  id: 'case-1.1',
  reference: 'GUI-7K4M-29QX',
  openedAt: soon(-5400),
  deadline: soon(81_000),
  status: 'open',
  level: 'substantial',
  documentType: 'national-identity-card',
  reasons: ['data-contradicts', 'face-uncertain'],
};
export const CASE = {
  ...summary,
  identity: {
    given_name: 'Camille Anne',
    family_name: 'MARTIN',
    birthdate: '1990-03-27',
    birthplace: '69123',
  },
  mrz: {
    lines: [
      'IDFRAX4RTBPFW46<<<<<<<<<<<<<<<',
      '9003273F3002119FRA<<<<<<<<<<<6',
      'MARTIN<<CAMILLE<ANNE<<<<<<<<<<',
    ],
    format: 'TD1',
    checks: [
      { name: 'document-number', valid: true },
      { name: 'birth-date', valid: true },
      { name: 'expiry-date', valid: true },
      { name: 'composite', valid: false },
    ],
    corrections: ['line 2, character 7: O → 0'],
  },
  comparison: [
    {
      field: 'given_name',
      form: 'Camille Anne',
      mrz: 'CAMILLE ANNE',
      printed: 'Camille, Anne',
      verdict: 'agrees',
    },
    { field: 'family_name', form: 'MARTIN', mrz: 'MARTIN', printed: 'MARTEN', verdict: 'differs' },
    { field: 'birthdate', form: '1990-03-27', mrz: '1990-03-27', printed: '27 03 1990', verdict: 'agrees' },
    { field: 'document_number', form: 'X4RTBPFW4', verdict: 'not-found' },
  ],
  scores: {
    faceSimilarity: [91.4, 88.2, 76.9],
    threshold: 80,
    liveness: [
      { code: 'one-face', passed: true },
      { code: 'head-moved', passed: false, detail: 'yaw 3°' },
    ],
  },
  challengeDigits: '407',
  evidence: {
    front: '/icons/icon-512.png',
    back: '/icons/icon-512.png',
    frames: ['/icons/icon-512.png', '/icons/icon-512.png', '/icons/icon-512.png'],
    documentFrame: '/icons/icon-512.png',
    video: '/upload/none.webm',
  },
  portraitBox: { left: 0.3, top: 0.3, width: 0.4, height: 0.5 },
};
const reviewing = (fake: FakeGuichet): void =>
  void fake
    .answer('GET /api/review/session', { body: operator })
    .answer('GET /api/review/cases', {
      body: {
        cases: [
          summary,
          { ...summary, id: 'case-2', reference: 'GUI-2BXN-81RT', deadline: soon(9000), reasons: [] },
        ],
      },
    })
    .answer('GET /api/review/cases/case-1.1', { body: CASE });

/** Every page in the states a person meets. */
export const SCENES: Readonly<Record<string, Scene>> = {
  home: { path: '/' },
  help: { path: '/help' },
  terms: { path: '/terms' },
  'not-found': { path: '/nowhere' },
  start: { path: '/enrol' },
  'start-resume': { path: '/enrol', prepare: enrolling({ step: 'form-filled' }) },
  eligibility: { path: '/enrol/eligibility' },
  'no-enrolment': { path: '/enrol/form' },
  email: { path: '/enrol/email', prepare: enrolling({}) },
  'email-code': { path: '/enrol/email', prepare: enrolling(pending('email', 'c…e@example.org', 6)) },
  phone: { path: '/enrol/phone', prepare: enrolling({ step: 'email-verified' }) },
  'phone-code': {
    path: '/enrol/phone',
    prepare: enrolling({ step: 'email-verified', ...pending('phone', '06 •• •• •• 78', 4) }),
  },
  document: { path: '/enrol/document', prepare: enrolling({ step: 'phone-verified' }) },
  form: { path: '/enrol/form', prepare: enrolling({ step: 'document-type-chosen' }) },
  review: { path: '/enrol/review', prepare: enrolling({ step: 'form-filled' }) },
  channel: { path: '/enrol/channel', prepare: enrolling({ step: 'form-confirmed' }) },
  'channel-counter': {
    path: '/enrol/channel',
    prepare: enrolling({ step: 'form-confirmed', channel: 'counter' }),
  },
  letter: { path: '/enrol/letter', prepare: enrolling({ step: 'letter-sent' }) },
  'letter-link': { path: '/enrol/letter#abcdefghijklmnopqrstuvwxyz' },
  'email-link': { path: '/enrol/email#abcdefghijklmnopqrstuvwxyz' },
  pictures: { path: '/enrol/pictures', prepare: enrolling({ step: 'letter-opened' }) },
  'pictures-judged': {
    path: '/enrol/pictures',
    prepare: enrolling({
      step: 'letter-opened',
      pictures: [
        { side: 'front', legible: true },
        { side: 'back', legible: false, reason: 'glare' },
      ],
    }),
  },
  video: { path: '/enrol/video', prepare: enrolling({ step: 'document-uploaded' }) },
  send: { path: '/enrol/send', prepare: enrolling({ step: 'video-recorded' }) },
  submitted: {
    path: '/enrol/status',
    prepare: enrolling({ step: 'submitted', submittedAt: soon(-60), deadline: soon(86_000) }),
  },
  'in-review': {
    path: '/enrol/status',
    prepare: enrolling({ step: 'in-review', submittedAt: soon(-600), deadline: soon(85_000) }),
  },
  accepted: {
    path: '/enrol/status',
    prepare: enrolling({ step: 'accepted', ...decided('accepted', [], []) }),
  },
  rejected: {
    path: '/enrol/status',
    prepare: enrolling({
      step: 'rejected',
      ...decided('rejected', ['faces-differ'], ['restart', 'counter', 'support']),
    }),
  },
  retry: {
    path: '/enrol/status',
    prepare: enrolling({
      step: 'retry',
      ...decided('retry', ['document-unreadable'], ['new-picture', 'counter']),
    }),
  },
  'sign-in': { path: '/sign-in/abc', prepare: signingIn({ state: 'phone' }) },
  'sign-in-notice': { path: '/sign-in/abc', prepare: signingIn({ state: 'phone', notice: 'expired' }) },
  'sign-in-create': { path: '/sign-in/abc', prepare: signingIn({ state: 'phone', invitesToEnrol: true }) },
  waiting: { path: '/sign-in/abc', prepare: signingIn({ state: 'waiting', bindingNumber: '47' }) },
  'waiting-text-sent': {
    path: '/sign-in/abc',
    prepare: signingIn({ state: 'waiting', bindingNumber: '47', textMessage: 'sent' }),
  },
  consent: {
    path: '/sign-in/abc',
    prepare: signingIn({
      state: 'consent',
      claims: ['sub', 'given_name', 'family_name', 'birthdate', 'email'],
    }),
  },
  'consent-continues': {
    path: '/sign-in/abc',
    prepare: signingIn({
      state: 'consent',
      claims: ['sub', 'given_name', 'email'],
      claimPurposes: { given_name: 'To greet you at the desk.' },
      continuesAs: '07',
    }),
  },
  'consent-other-phone': {
    path: '/sign-in/abc',
    prepare: signingIn({ state: 'consent', claims: ['sub', 'given_name', 'email'], continuesAs: '07' }),
    act: async (page) => {
      await page.getByRole('button', { name: /another phone|autre téléphone|別の携帯/ }).click();
    },
  },
  expired: {
    path: '/sign-in/gone',
    prepare: (fake) => void fake.answer('GET /api/sign-in/gone', refusal(404, 'no-such-sign-in')),
  },
  'not-active': { path: '/app' },
  app: { path: '/app', device: true, prepare: onPhone('active', []) },
  'app-request': { path: '/app', device: true, prepare: onPhone('active', [approval]) },
  'app-locked': { path: '/app', device: true, prepare: onPhone('pin-locked', []) },
  approval: { path: '/app/approval/a1', device: true, prepare: onPhone('active', [approval]) },
  'approval-backchannel': {
    path: '/app/approval/a1',
    device: true,
    prepare: onPhone('active', [{ ...approval, backchannel: { bindingMessage: 'Order 4711 · 12,50 €' } }]),
  },
  'approval-backchannel-silent': {
    path: '/app/approval/a1',
    device: true,
    prepare: onPhone('active', [{ ...approval, backchannel: {} }]),
  },
  history: {
    path: '/app/history',
    device: true,
    prepare: (fake) =>
      void fake.answer('GET /api/account/history', {
        body: {
          entries: [
            {
              at: soon(-7200),
              client: 'Tax service',
              outcome: 'signed-in',
              acr: 'eidas2',
              address: '192.0.2.7',
            },
            { at: soon(-90_000), client: 'Energy supplier', outcome: 'refused' },
          ],
        },
      }),
  },
  services: {
    path: '/app/services',
    device: true,
    prepare: (fake) =>
      void fake.answer('GET /api/account/consents', {
        body: {
          consents: [
            { clientId: 'tax', client: 'Tax service', claims: ['given_name', 'email'], givenAt: soon(-7200) },
          ],
        },
      }),
  },
  trail: {
    path: '/app/trail',
    device: true,
    prepare: (fake) =>
      void fake.answer('GET /api/account/audit', {
        body: { entries: [{ at: soon(-9000), event: 'enrolment.started', actor: 'citizen', details: {} }] },
      }),
  },
  more: { path: '/app/more', device: true },
  'log-in': {
    path: '/app/box',
    device: true,
    prepare: (fake) => void fake.answer('GET /api/authenticator/session', refusal(401, 'not-signed-in')),
  },
  recover: { path: '/recover' },
  activate: { path: '/activate#abcdefghijklmnopqrstuvwxyz' },
  'activate-no-link': { path: '/activate' },
  ...PUSH_SCENES,
  ...BOX_SCENES,
  ...CERTIFICATE_SCENES,
  ...SIGNING_SCENES,
  ...MOVE_SCENES,
  ...ACCOUNT_SCENES,
  ...LEAVING_SCENES,
  ...ORGANISATION_SCENES,
  ...CONNECT_SCENES,
  ...PROCEDURE_SCENES,
  'console-sign-in': {
    path: '/console',
    prepare: (fake) => void fake.answer('GET /api/review/session', refusal(401, 'operator-session-over')),
  },
  'console-queue': { path: '/console', prepare: reviewing },
  'console-case': { path: '/console/case?id=case-1.1', prepare: reviewing },
  ...COUNTER_SCENES,
};
