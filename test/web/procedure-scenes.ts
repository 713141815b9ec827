import type { OrganisationView } from '../../lambdas/contracts/organisations.ts';
import type {
  ApplicationContent,
  ApplicationView,
  AttributesView,
  DocumentProgress,
  DocumentRequestView,
  FormValues,
  IssuedContent,
  ProceduresView,
  ReceivedApplicationView,
  ReceivedSummary,
} from '../../lambdas/contracts/procedures.ts';
import { nursery } from '../../lambdas/domain/procedure/procedures/nursery.ts';
import { PROCEDURES } from '../../lambdas/domain/procedure/procedures.ts';
import { type FakeGuichet, refusal } from './fake-guichet.ts';
import type { Scene } from './scenes.ts';

const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64');
const DIGEST = 'q3Zkq0v9bGQmY0r8oT1mQW0n8o6bXo2l5rF1c9dTz0E';

const ADDRESS = { street: '4 rue de la Loge', postalCode: '69001', city: 'Lyon', country: 'FR' };
const VALUES: FormValues = {
  home: ADDRESS,
  household: 'two-parents',
  'children-at-home': '2',
  'child-name': 'Lou MARTIN',
  'child-birthdate': '2025-03-01',
  start: '2027-01-04',
  'days-a-week': '5',
  hours: 'long',
};
const ISSUED_VALUES: FormValues = {
  'employed-since': '2019-09-02',
  contract: 'permanent',
  'hours-a-week': '37.5',
  workplace: { ...ADDRESS, street: '1 quai Tilsitt' },
};
const TOWN = { id: '000000026', name: 'Ville de Specimen-sur-Saône' };
const ACME = { id: '000000018', name: 'Boulangerie Acme' };
const procedure = { id: 'nursery', version: 1, title: nursery.title.en };

const content: IssuedContent = {
  type: 'guichet/document',
  document: 'employment-certificate',
  procedure,
  request: 'r1',
  issuer: ACME,
  person: { name: 'Camille Anne MARTIN', birthdate: '1990-03-27' },
  issuedOn: '2026-11-22',
  values: ISSUED_VALUES,
};
const applicant = {
  name: 'Camille Anne MARTIN',
  sex: 'female',
  birthdate: '1990-03-27',
  address: '4 rue de la Loge, 69001 Lyon, FR',
};
const toSign: ApplicationContent = {
  type: 'guichet/application',
  application: 'a1',
  procedure,
  authority: TOWN,
  applicant,
  values: VALUES,
  documents: [{ document: 'employment-certificate', request: 'r1', issuer: ACME, digest: DIGEST }],
};
const document = (changes: Partial<DocumentProgress>): DocumentProgress => ({
  document: 'employment-certificate',
  request: 'r1',
  status: 'requested',
  issuer: ACME,
  requestedAt: soon(-7200),
  ...changes,
});
const ISSUED = document({ status: 'issued', decidedAt: soon(-600), content });

const application = (changes: Partial<ApplicationView>): ApplicationView => ({
  id: 'a1',
  procedure: 'nursery',
  authority: TOWN,
  status: 'draft',
  createdAt: soon(-9000),
  changedAt: soon(-600),
  version: 3,
  values: VALUES,
  applicant,
  documents: [{ document: 'employment-certificate', status: 'missing' }],
  problems: [{ field: 'document:employment-certificate', code: 'document-missing' }],
  ...changes,
});
const READY = { documents: [ISSUED], problems: [], toSign: base64(toSign) };

const catalogue: ProceduresView = {
  procedures: PROCEDURES,
  organisations: [
    { ...ACME, kind: 'company', town: 'Lyon' },
    { ...TOWN, kind: 'municipality', town: 'Specimen-sur-Saône' },
  ],
};
const session = { method: 'certificate', certificate: '3f9a', openedAt: soon(-60), expiresAt: soon(28_000) };

/** Logged in by certificate, with what the pages ask for first. */
const knowing =
  (answers: Readonly<Record<string, object>>) =>
  (fake: FakeGuichet): void => {
    fake.answer('GET /api/authenticator/session', { body: session });
    fake.answer('GET /api/procedures', { body: catalogue });
    for (const [call, body] of Object.entries(answers)) fake.answer(call, { body });
  };

const apply = (path: string, changes: Partial<ApplicationView>, more: object = {}): Scene => ({
  path: `/app/procedures/a1${path}`,
  device: true,
  prepare: knowing({ 'GET /api/applications/a1': application(changes), ...more }),
});

const asked = (changes: Partial<DocumentRequestView> = {}): DocumentRequestView => ({
  id: 'r1',
  procedure: 'nursery',
  document: 'employment-certificate',
  status: 'requested',
  person: content.person,
  requestedAt: soon(-7200),
  issuer: ACME,
  values: {
    'employee-name': 'Camille Anne MARTIN',
    'employee-birthdate': '1990-03-27',
    department: 'Archives',
  },
  required: nursery.documents[0] as DocumentRequestView['required'],
  ...changes,
});
const acme: OrganisationView = { ...ACME, kind: 'company', town: 'Lyon', status: 'active', role: 'delegate' };

const atAcme = (path: string, answers: object): Scene => ({
  path: `/organisation/${ACME.id}/requests${path}`,
  device: true,
  prepare: knowing({ [`GET /api/organisations/${ACME.id}`]: acme, ...answers }),
});

const summary: ReceivedSummary = {
  id: 'a1',
  procedure: 'nursery',
  title: nursery.title,
  status: 'submitted',
  applicant: { name: applicant.name, birthdate: applicant.birthdate },
  submittedAt: soon(-86_000),
};
const good = {
  valid: true,
  issuedBy: 'Guichet',
  kind: 'signature',
  serial: '3f9a',
  stampedAt: soon(-86_000),
};
const delivered = { confirmed: true, failures: [], issuedAt: soon(-90_000), deliveredAt: soon(-90_000) };

const received = (changes: Partial<ReceivedApplicationView> = {}): ReceivedApplicationView => ({
  ...summary,
  definition: nursery,
  content: toSign,
  signature: 'AAAA',
  digest: DIGEST,
  verification: { ...good, signer: applicant.name },
  documents: [
    {
      document: 'employment-certificate',
      title: nursery.documents[0]?.title ?? nursery.title,
      issuer: ACME,
      content,
      signature: 'AAAA',
      digest: DIGEST,
      delivery: delivered,
      verification: { ...good, signer: 'Dominique DELEGATE' },
    },
  ],
  ...changes,
});
const BAD = {
  documents: received().documents.map((each) => ({
    ...each,
    delivery: { confirmed: false, failures: ['digest-differs', 'another-person'] },
    verification: { valid: false, failure: 'altered' },
  })),
};
const answer = {
  type: 'guichet/answer' as const,
  application: 'a1',
  digest: DIGEST,
  procedure,
  authority: TOWN,
  applicant: { name: applicant.name, birthdate: applicant.birthdate },
  outcome: 'accepted',
  text: 'We are glad to offer a place at the nursery “Les Lucioles” from 4 January 2027, five days a week.\n\nPlease bring the vaccination record on the first day.',
  decidedOn: '2026-11-22',
  signature: 'AAAA',
};

const attributes = (failures: AttributesView['authority']['failures']): AttributesView => ({
  document: 'employment-certificate',
  title: nursery.documents[0]?.title ?? nursery.title,
  issuer: ACME,
  delivery: delivered,
  authority: {
    authorised: failures.length === 0,
    failures,
    authority: 'employment-certificate',
    checkedAt: soon(0),
    basis: 'attribute',
    signer: { name: 'Dominique DELEGATE', serial: '3f9a0c51d27be4886e10', signedAt: soon(-90_000) },
    organisation: { number: ACME.id, name: ACME.name },
    attribute: {
      department: 'Human resources',
      post: 'Head of department',
      authorities: ['employment-certificate'],
      notBefore: soon(-9_000_000),
      notAfter: soon(9_000_000),
    },
    delegateSignature: {
      by: 'Dominique DELEGATE',
      serial: '3f9a0c51d27be4886e10',
      at: soon(-9e6),
      valid: true,
    },
    approval: { by: ACME.name, serial: '51d27be4886e103f9a0c', at: soon(-9e6), valid: failures.length === 0 },
  },
});

const atTown = (path: string, answers: Readonly<Record<string, object>>): Scene => ({
  path: `/organisation/${TOWN.id}/applications${path}`,
  device: true,
  prepare: knowing(answers),
});
const RECEIVED = `GET /api/organisations/${TOWN.id}/applications`;
const found = [
  summary,
  {
    ...summary,
    id: 'a2',
    status: 'answered' as const,
    outcome: 'refused',
    applicant: { name: 'Élodie SPECIMEN', birthdate: '1988-01-09' },
  },
];

export const APPLICATION = application({});
export const RECEIVED_APPLICATION = received();
export const ISSUED_CONTENT = content;

export const PROCEDURE_SCENES: Readonly<Record<string, Scene>> = {
  procedures: {
    path: '/app/procedures',
    device: true,
    prepare: knowing({
      'GET /api/applications': {
        applications: [
          application({}),
          application({ id: 'a2', status: 'submitted', submittedAt: soon(-9000) }),
          application({ id: 'a3', status: 'answered', outcome: 'accepted' }),
        ],
      },
    }),
  },
  'procedures-by-pin': {
    path: '/app/procedures',
    device: true,
    prepare: (fake) =>
      void fake.answer('GET /api/authenticator/session', { body: { ...session, method: 'pin' } }),
  },
  'procedure-begin': { path: '/app/procedures/new/nursery', device: true, prepare: knowing({}) },
  'application-draft': apply('', {}),
  'application-ready': apply('', READY),
  'application-form': apply('/form', { values: { home: ADDRESS } }),
  'application-ask': apply('/document/employment-certificate', {}),
  'application-awaited': apply('/document/employment-certificate', { documents: [document({})] }),
  'application-refused': apply('/document/employment-certificate', {
    documents: [document({ status: 'refused', reason: 'Not employed here since June.' })],
  }),
  'application-issued': apply('/document/employment-certificate', { documents: [ISSUED] }),
  'application-sign': apply('/sign', READY),
  'application-sent': apply('', {
    status: 'submitted',
    submittedAt: soon(-60),
    digest: DIGEST,
    documents: [ISSUED],
    problems: [],
  }),
  'application-answered': apply('', {
    status: 'answered',
    submittedAt: soon(-90_000),
    answeredAt: soon(-60),
    outcome: 'accepted',
    digest: DIGEST,
    documents: [ISSUED],
    problems: [],
    answer,
  }),
  'application-not-there': {
    path: '/app/procedures/a9',
    device: true,
    prepare: (fake) => {
      knowing({})(fake);
      fake.answer('GET /api/applications/a9', refusal(404, 'no-such-application'));
    },
  },
  'requests-list': atAcme('', {
    [`GET /api/organisations/${ACME.id}/document-requests`]: {
      requests: [asked(), asked({ id: 'r2', status: 'issued' }), asked({ id: 'r3', status: 'refused' })],
    },
  }),
  'request-open': atAcme('/r1', { 'GET /api/document-requests/r1': asked() }),
  'request-issued': atAcme('/r1', {
    'GET /api/document-requests/r1': asked({
      status: 'issued',
      decidedAt: soon(-60),
      content,
      signature: 'AAAA',
    }),
  }),
  'received-list': atTown('', { [RECEIVED]: { applications: found, next: 'x#y' } }),
  'received-none': atTown('', { [RECEIVED]: { applications: [] } }),
  'received-application': atTown('/a1', { [`${RECEIVED}/a1`]: received() }),
  'received-bad': atTown('/a1', { [`${RECEIVED}/a1`]: received({ ...BAD, status: 'withdrawn' }) }),
  'received-answered': atTown('/a1', {
    [`${RECEIVED}/a1`]: received({ status: 'answered', outcome: 'accepted', answer }),
  }),
  'attributes-good': atTown('/a1/attributes/employment-certificate', {
    [`${RECEIVED}/a1/attributes`]: attributes([]),
  }),
  'attributes-bad': atTown('/a1/attributes/employment-certificate', {
    [`${RECEIVED}/a1/attributes`]: attributes(['attribute-revoked', 'approval-certificate-revoked']),
  }),
};
