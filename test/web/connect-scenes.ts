import type {
  ClientMetadata,
  PersonaView,
  RegistryRelyingParty,
  RelyingPartyView,
} from '../../lambdas/contracts/relying-parties.ts';
import { atCounter } from './counter-scenes.ts';
import { type FakeGuichet, refusal } from './fake-guichet.ts';
import { loggedIn } from './organisation-scenes.ts';
import type { Scene } from './scenes.ts';

const METADATA: ClientMetadata = {
  client_name: 'Library of Lyon',
  redirect_uris: ['https://library.example/callback'],
  scope: 'openid given_name birthdate',
  token_endpoint_auth_method: 'client_secret_basic',
  policy_uri: 'https://library.example/privacy',
  contacts: ['it@library.example'],
  purpose: { en: 'borrow books' },
  claim_purposes: { given_name: 'To greet you at the desk.', birthdate: 'Children borrow for free.' },
};

const FAILING = {
  at: '2026-11-22T09:00:00Z',
  checks: [
    {
      check: 'redirect-uris' as const,
      result: 'passed' as const,
      code: 'redirect-uris-good',
      sentence: 'Every redirect address is https, whole, and at a host that exists.',
    },
    {
      check: 'keys' as const,
      result: 'failed' as const,
      code: 'keys-unreachable',
      sentence:
        'Nobody answers at https://library.example/jwks: the keys must be there over https, without a redirect.',
    },
  ],
};

export const SERVICE: RelyingPartyView = {
  client: 'Zk3uD0v7QmWcR1pXs5tYbA',
  name: 'Library of Lyon',
  state: 'sandbox',
  registeredAt: '2026-11-20T09:00:00Z',
  version: 3,
  issuer: 'https://id.guichet.example',
  metadata: METADATA,
  hasSecret: true,
  checks: FAILING,
};

const PERSONA: PersonaView = {
  persona: 'p1',
  name: 'Camille Alix SPECIMEN',
  phone: '+33639980123',
  pin: '7391',
  level: 'substantial',
  language: 'en',
  outcome: 'approve',
  createdAt: '2026-11-20T09:00:00Z',
};

const ERRORS = {
  errors: [
    {
      at: '2026-11-22T08:59:00Z',
      endpoint: 'POST /oauth/token',
      code: 'invalid_client',
      sentence: 'Client authentication failed.',
      requestId: 'r-2',
    },
  ],
};

const WAITING: RegistryRelyingParty = {
  client: SERVICE.client,
  version: 4,
  state: 'change-in-review',
  owner: 'aBcDeFgHiJkLmNoPqRsTuV',
  askedAt: '2026-11-22T09:00:00Z',
  metadata: METADATA,
  proposed: { ...METADATA, redirect_uris: ['https://library.example/other'] },
  checks: FAILING,
};

const scene = (path: string, answers: Readonly<Record<string, unknown>> = {}): Scene => ({
  path,
  device: true,
  prepare: (fake) => {
    loggedIn(fake);
    for (const [call, body] of Object.entries(answers)) fake.answer(call, { body });
  },
});

const one = (changes: Partial<RelyingPartyView> = {}, what = ''): Scene =>
  scene(`/app/connect/${SERVICE.client}${what}`, {
    [`GET /api/relying-parties/${SERVICE.client}`]: { ...SERVICE, ...changes },
    [`GET /api/relying-parties/${SERVICE.client}/errors`]: ERRORS,
  });

const SUMMARY = {
  client: SERVICE.client,
  name: SERVICE.name,
  state: SERVICE.state,
  registeredAt: SERVICE.registeredAt,
};

/** The portal in the states its users meet. */
export const CONNECT_SCENES: Readonly<Record<string, Scene>> = {
  connect: scene('/app/connect', {
    'GET /api/relying-parties': {
      relyingParties: [SUMMARY, { ...SUMMARY, client: 'c2', name: 'City museum', state: 'production' }],
      limit: 20,
    },
  }),
  'connect-none': scene('/app/connect', { 'GET /api/relying-parties': { relyingParties: [], limit: 20 } }),
  'connect-closed': scene('/app/connect', { 'GET /api/relying-parties': { relyingParties: [], limit: 0 } }),
  'connect-new': scene('/app/connect/new'),
  'connect-service': one(),
  'connect-in-production': one({ state: 'production', oldSecretUntil: '2026-11-29T09:00:00Z' }),
  'connect-refused': one({
    state: 'change-refused',
    proposed: METADATA,
    decision: {
      at: '2026-11-22T09:00:00Z',
      outcome: 'refused',
      reason: 'unclear-purpose',
      note: 'Why do you need the date of birth?',
    },
  }),
  'connect-change': one({ state: 'production' }, '/change'),
  'connect-another': {
    path: '/app/connect/another',
    device: true,
    prepare: (fake: FakeGuichet) =>
      void loggedIn(fake).answer('GET /api/relying-parties/another', refusal(404, 'no-such-relying-party')),
  },
  'connect-personas': scene('/app/connect/personas', {
    'GET /api/personas': { personas: [PERSONA], limit: 50 },
  }),
  'console-counter-services': {
    path: '/console/services',
    prepare: (fake) => {
      atCounter(fake);
      fake.answer('GET /api/registry/relying-parties', { body: { relyingParties: [WAITING] } });
    },
  },
  'console-counter-no-services': {
    path: '/console/services',
    prepare: (fake) => {
      atCounter(fake);
      fake.answer('GET /api/registry/relying-parties', { body: { relyingParties: [] } });
    },
  },
};
