import type {
  AttributeRequestView,
  AttributeView,
  AuthorityView,
  OrganisationView,
} from '../../lambdas/contracts/organisations.ts';
import { type FakeGuichet, refusal } from './fake-guichet.ts';
import type { Scene } from './scenes.ts';

const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
const DAY = 86_400;

const SERIAL = '3f9a0c51d27be4886e10c4a25b7d93f10e6a4c27';
const ACME: OrganisationView = {
  id: '000000018',
  name: 'Boulangerie Acme',
  kind: 'company',
  town: 'Lyon',
  status: 'active',
  role: 'representative',
  certificate: { serial: SERIAL, kind: 'corporate', notAfter: soon(900 * DAY) },
};
const { certificate: _, ...WITHOUT_CERTIFICATE } = ACME;
const TOWN: OrganisationView = {
  id: '000000026',
  name: 'Ville de Specimen-sur-Saône',
  kind: 'municipality',
  town: 'Specimen-sur-Saône',
  status: 'pending',
  role: 'representative',
};
const SCHOOL: OrganisationView = {
  ...WITHOUT_CERTIFICATE,
  id: '000000034',
  name: 'École Acme',
  role: 'delegate',
};

const request = (changes: Partial<AttributeRequestView> = {}): AttributeRequestView => ({
  id: 'r1',
  state: 'signed',
  document: {
    document: 'attribute-request',
    id: 'r1',
    createdAt: soon(-3600),
    holder: { name: 'Dominique Delegate', certificate: { issuer: 'CN=Guichet signature', serial: SERIAL } },
    organisation: { number: ACME.id, name: ACME.name },
    department: 'Human resources',
    post: 'Head of department',
    authorities: ['employment-certificate', 'hr-requests'],
    notBefore: soon(-DAY),
    notAfter: soon(364 * DAY),
    attributeAuthority: 'guichet',
    keeping: 'safe',
  },
  validUntil: soon(29 * DAY),
  ...changes,
});

const attribute = (changes: Partial<AttributeView> = {}): AttributeView => ({
  id: 'a1',
  organisation: { number: ACME.id, name: ACME.name },
  department: 'Human resources',
  post: 'Head of department',
  authorities: ['employment-certificate', 'hr-requests'],
  notBefore: soon(-DAY),
  notAfter: soon(364 * DAY),
  status: 'good',
  issuedAt: soon(-DAY),
  holderCertificate: SERIAL,
  own: true,
  record: 'AAAA',
  ...changes,
});

export const AUTHORITY: AuthorityView = {
  authorised: true,
  failures: [],
  authority: 'employment-certificate',
  checkedAt: soon(0),
  basis: 'attribute',
  signer: { name: 'Dominique Delegate', serial: SERIAL, signedAt: soon(-600) },
  organisation: { number: ACME.id, name: ACME.name },
  attribute: {
    department: 'Human resources',
    post: 'Head of department',
    authorities: ['employment-certificate', 'hr-requests'],
    notBefore: soon(-DAY),
    notAfter: soon(364 * DAY),
  },
  delegateSignature: { by: 'Dominique Delegate', serial: SERIAL, at: soon(-DAY), valid: true },
  approval: { by: ACME.name, serial: SERIAL.replace('3f', '7b'), at: soon(-DAY), valid: true },
};

export const loggedIn = (fake: FakeGuichet): FakeGuichet =>
  fake.answer('GET /api/authenticator/session', {
    body: { method: 'pin', openedAt: soon(-60), expiresAt: soon(8 * 3600) },
  });

const scene = (path: string, answers: Readonly<Record<string, unknown>> = {}): Scene => ({
  path,
  device: true,
  prepare: (fake) => {
    loggedIn(fake);
    for (const [call, body] of Object.entries(answers)) fake.answer(call, { body });
  },
});

const organisation = `GET /api/organisations/${ACME.id}`;
const requests = `${organisation}/attribute-requests`;
const shown = (some: Partial<AttributeRequestView>): Scene =>
  scene('/organisation/requests/r1', {
    'GET /api/attribute-requests/r1': request(some),
    [organisation]: ACME,
  });

/** Pages of organisations in the states a person meets. */
export const ORGANISATION_SCENES: Readonly<Record<string, Scene>> = {
  organisations: scene('/organisation', {
    'GET /api/organisations': { organisations: [ACME, TOWN, SCHOOL] },
  }),
  'organisations-none': scene('/organisation', { 'GET /api/organisations': { organisations: [] } }),
  'organisation-register': scene('/organisation/register'),
  'organisation-waiting': scene(`/organisation/${TOWN.id}`, { [`GET /api/organisations/${TOWN.id}`]: TOWN }),
  'organisation-representative': scene(`/organisation/${ACME.id}`, {
    [organisation]: ACME,
    [requests]: { requests: [request(), request({ id: 'r0', state: 'issued' })] },
  }),
  'organisation-without-certificate': scene(`/organisation/${ACME.id}`, {
    [organisation]: WITHOUT_CERTIFICATE,
    [requests]: { requests: [] },
  }),
  'organisation-unknown': {
    path: '/organisation/123',
    device: true,
    prepare: (fake) =>
      void loggedIn(fake).answer('GET /api/organisations/123', refusal(404, 'no-such-organisation')),
  },
  'attribute-ask': scene('/organisation/ask'),
  'attribute-sign': shown({ state: 'draft', toSign: 'e30=' }),
  'attribute-approve': shown({ toSign: 'e30=' }),
  'attribute-finish': shown({ state: 'approved' }),
  'attribute-refused': shown({ state: 'refused', reason: 'This is not your department.' }),
  'attributes-own': scene('/organisation/attributes', {
    'GET /api/attributes': {
      attributes: [attribute(), attribute({ id: 'a0', status: 'revoked', revokedAt: soon(-600) })],
    },
    'GET /api/attribute-requests': { requests: [request(), request({ id: 'r0', state: 'expired' })] },
  }),
  'attributes-given': scene(`/organisation/${ACME.id}/attributes`, {
    [organisation]: ACME,
    'GET /api/attributes': { attributes: [{ ...attribute({ own: false }), holder: 'Dominique Delegate' }] },
  }),
  'authority-check': scene('/organisation/check'),
};
