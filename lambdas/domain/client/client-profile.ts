import type { Client, ClientAuthenticationMethod, ClientProfile } from './client.ts';

/** What a profile demands of requests and grants to answers (B2). */
export interface ProfileRules {
  readonly stateRequired: boolean;
  readonly stateMinimumLength: number;
  readonly nonceRequired: boolean;
  readonly nonceMinimumLength: number;
  readonly codeLifetimeSeconds: number;
  readonly accessTokenLifetimeSeconds: number;
  readonly idTokenLifetimeSeconds: number;
  /** Requests must be pushed (FAPI 2.0 Security Profile §5.3.2.2). */
  readonly pushedRequestRequired: boolean;
  /** Requests must be signed (FAPI 2.0 Message Signing §5.3.1). */
  readonly signedRequestRequired: boolean;
  /** Answers must be signed: JARM (FAPI 2.0 Message Signing §5.4.1). */
  readonly signedAnswerRequired: boolean;
  /** Access tokens must be bound to a key of the client (FAPI 2.0 Security Profile §5.3.2.1). */
  readonly boundTokensRequired: boolean;
  /** DPoP proofs must hold a nonce of ours (RFC 9449 §8); of others it is checked where given. */
  readonly dpopNonceRequired: boolean;
  /** An access token gives one userinfo answer (FranceConnect: "single use if possible"). */
  readonly accessTokenOnce: boolean;
  /** Refresh tokens rotate (RFC 9700 §4.14.2); FAPI 2.0 Security Profile §5.3.2.1 forbids it, being bound to the client otherwise. */
  readonly refreshTokensRotate: boolean;
  /** Authentication methods a client of this profile may register. */
  readonly authenticationMethods: readonly ClientAuthenticationMethod[];
  /** Algorithms a client may sign with (FAPI 2.0 Security Profile §5.4.1). */
  readonly clientAlgorithms: readonly string[];
  /** CIBA requests must be signed, and hold what both sides compare (FAPI-CIBA §5.2.2). */
  readonly strictBackchannel: boolean;
  /** An assertion's `aud` must be the issuer alone, as a string (FAPI 2.0 Security Profile §5.3.2.1). */
  readonly issuerAudienceOnly: boolean;
}

const ALL_ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA', 'Ed25519'];
const FAPI_ALGORITHMS = ['ES256', 'PS256', 'EdDSA', 'Ed25519'];

const OPEN = {
  pushedRequestRequired: false,
  signedRequestRequired: false,
  signedAnswerRequired: false,
  boundTokensRequired: false,
  dpopNonceRequired: false,
  accessTokenOnce: false,
  refreshTokensRotate: true,
  clientAlgorithms: ALL_ALGORITHMS,
  strictBackchannel: false,
  issuerAudienceOnly: false,
} as const;

const FAPI = {
  stateRequired: false,
  stateMinimumLength: 0,
  nonceRequired: false,
  nonceMinimumLength: 0,
  codeLifetimeSeconds: 60,
  accessTokenLifetimeSeconds: 300,
  idTokenLifetimeSeconds: 300,
  pushedRequestRequired: true,
  boundTokensRequired: true,
  dpopNonceRequired: true,
  accessTokenOnce: false,
  refreshTokensRotate: false,
  authenticationMethods: ['private_key_jwt', 'tls_client_auth'],
  clientAlgorithms: FAPI_ALGORITHMS,
  strictBackchannel: true,
  issuerAudienceOnly: true,
} as const;

const RULES: Readonly<Record<ClientProfile, ProfileRules>> = {
  standard: {
    stateRequired: false,
    stateMinimumLength: 0,
    nonceRequired: false,
    nonceMinimumLength: 0,
    codeLifetimeSeconds: 60,
    accessTokenLifetimeSeconds: 300,
    idTokenLifetimeSeconds: 300,
    authenticationMethods: [
      'private_key_jwt',
      'client_secret_post',
      'client_secret_basic',
      'tls_client_auth',
      'none',
    ],
    ...OPEN,
  },
  // FranceConnect+ documentation and platform code: state ≥ 32, nonce ≥ 22 characters, 30 s, 60 s.
  franceconnect: {
    stateRequired: true,
    stateMinimumLength: 32,
    nonceRequired: true,
    nonceMinimumLength: 22,
    codeLifetimeSeconds: 30,
    accessTokenLifetimeSeconds: 60,
    idTokenLifetimeSeconds: 60,
    authenticationMethods: ['private_key_jwt', 'client_secret_post'],
    ...OPEN,
    accessTokenOnce: true,
  },
  fapi2: { ...FAPI, signedRequestRequired: false, signedAnswerRequired: false },
  'fapi2-message-signing': { ...FAPI, signedRequestRequired: true, signedAnswerRequired: true },
};

export const rulesOf = (client: Client): ProfileRules => RULES[client.profile];
