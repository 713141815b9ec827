import { InvalidRequest } from '../oauth-error/invalid-request.ts';

/** OIDC Core §5.5.1: what a claims request may say about one claim. */
export interface ClaimDemand {
  readonly essential?: boolean;
  readonly value?: unknown;
  readonly values?: readonly unknown[];
}

/** The `claims` parameter, OIDC Core §5.5; members it does not define are ignored as §5.5 says. */
export interface ClaimsRequest {
  readonly userinfo: Readonly<Record<string, ClaimDemand>>;
  readonly id_token: Readonly<Record<string, ClaimDemand>>;
}

const LIMIT_CHARACTERS = 4096;

/** Parses the parameter; absent means nothing is asked. */
export function parseClaimsRequest(text: string | undefined): ClaimsRequest {
  if (text === undefined) return { userinfo: {}, id_token: {} };
  if (text.length > LIMIT_CHARACTERS) {
    throw new InvalidRequest(`claims is longer than ${LIMIT_CHARACTERS} characters.`);
  }
  const root = requireObject(parseJson(text), 'claims');
  return {
    userinfo: parseMember(root.userinfo, 'userinfo'),
    id_token: parseMember(root.id_token, 'id_token'),
  };
}

function parseMember(value: unknown, member: string): Readonly<Record<string, ClaimDemand>> {
  if (value === undefined || value === null) return {};
  const demands: Record<string, ClaimDemand> = Object.create(null);
  for (const [name, demand] of Object.entries(requireObject(value, `claims.${member}`))) {
    demands[name] = demand === null ? {} : parseDemand(demand, member);
  }
  return demands;
}

function parseDemand(value: unknown, member: string): ClaimDemand {
  const demand = requireObject(value, `Each claim in claims.${member}`);
  if (demand.values !== undefined && !Array.isArray(demand.values)) {
    throw new InvalidRequest('values in the claims parameter must be an array (OIDC Core 5.5.1).');
  }
  return {
    essential: demand.essential === true,
    ...('value' in demand && { value: demand.value }),
    ...(demand.values !== undefined && { values: demand.values as readonly unknown[] }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidRequest('claims is not JSON.');
  }
}

function requireObject(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidRequest(`${what} must be a JSON object.`);
  }
  return value as Readonly<Record<string, unknown>>;
}
