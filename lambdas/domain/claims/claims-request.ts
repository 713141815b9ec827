import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import { type ClaimDemand, parseDemand } from './claim-demand.ts';
import { depthOf, type Json, requireObject } from './json-object.ts';
import { parseVerifiedClaims, type VerifiedClaimsDemand } from './verified-claims-request.ts';

/** The `claims` parameter, OIDC Core §5.5; members it does not define are ignored as §5.5 says. */
export interface ClaimsRequest {
  readonly userinfo: Readonly<Record<string, ClaimDemand>>;
  readonly id_token: Readonly<Record<string, ClaimDemand>>;
  /** OpenID Connect for Identity Assurance 1.0 §5.3. */
  readonly verified: {
    readonly userinfo: readonly VerifiedClaimsDemand[];
    readonly idToken: readonly VerifiedClaimsDemand[];
  };
}

const LIMIT_CHARACTERS = 4096;
/** More than any template may have; the store takes 32 levels, some of which are ours. */
const DEEPEST = 20;
const VERIFIED_CLAIMS = 'verified_claims';

/** Parses the parameter; absent means nothing is asked. */
export function parseClaimsRequest(text: string | undefined): ClaimsRequest {
  if (text === undefined) return { userinfo: {}, id_token: {}, verified: { userinfo: [], idToken: [] } };
  if (text.length > LIMIT_CHARACTERS) {
    throw new InvalidRequest(`claims is longer than ${LIMIT_CHARACTERS} characters.`);
  }
  const root = requireObject(parseJson(text), 'claims');
  if (depthOf(root) > DEEPEST) throw new InvalidRequest('claims is nested too deeply.');
  const userinfo = memberOf(root.userinfo, 'userinfo');
  const idToken = memberOf(root.id_token, 'id_token');
  return {
    userinfo: parseMember(userinfo, 'userinfo'),
    id_token: parseMember(idToken, 'id_token'),
    verified: {
      userinfo: parseVerifiedClaims(userinfo[VERIFIED_CLAIMS]),
      idToken: parseVerifiedClaims(idToken[VERIFIED_CLAIMS]),
    },
  };
}

type Member = Readonly<Record<string, Json | undefined>>;

const memberOf = (value: Json | undefined, member: string): Member =>
  value === undefined || value === null ? {} : requireObject(value, `claims.${member}`);

function parseMember(value: Member, member: string): Readonly<Record<string, ClaimDemand>> {
  const demands: Record<string, ClaimDemand> = Object.create(null);
  for (const [name, demand] of Object.entries(value)) {
    if (name !== VERIFIED_CLAIMS) demands[name] = parseDemand(demand, `Each claim in claims.${member}`);
  }
  return demands;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidRequest('claims is not JSON.');
  }
}
