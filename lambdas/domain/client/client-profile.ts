import type { Client, ClientProfile } from './client.ts';

/** What a profile demands of requests and grants to answers (B2). */
export interface ProfileRules {
  readonly stateRequired: boolean;
  readonly stateMinimumLength: number;
  readonly nonceRequired: boolean;
  readonly nonceMinimumLength: number;
  readonly codeLifetimeSeconds: number;
  readonly accessTokenLifetimeSeconds: number;
  readonly idTokenLifetimeSeconds: number;
}

const RULES: Readonly<Record<ClientProfile, ProfileRules>> = {
  standard: {
    stateRequired: false,
    stateMinimumLength: 0,
    nonceRequired: false,
    nonceMinimumLength: 0,
    codeLifetimeSeconds: 60,
    accessTokenLifetimeSeconds: 300,
    idTokenLifetimeSeconds: 300,
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
  },
};

export const rulesOf = (client: Client): ProfileRules => RULES[client.profile];
