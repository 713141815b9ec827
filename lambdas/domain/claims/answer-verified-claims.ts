import { isWanted } from './claim-demand.ts';
import { isJsonObject, type Json, type JsonObject } from './json-object.ts';
import type { VerifiedClaimsDemand } from './verified-claims-request.ts';

/** What is known of a person and how it was verified: a whole `verified_claims` element (Identity Assurance schema §5). */
export interface VerifiedClaims {
  readonly verification: JsonObject;
  readonly claims: JsonObject;
}

/**
 * What may be told of it to this demand: only elements that were asked for, only if every limit on the verification is met, and
 * only claims whose limits are met (OpenID Connect for Identity Assurance 1.0 §5.4, §5.5, §5.7). Undefined: the element is
 * omitted, which is no error, also where something was `essential` (§5.7.1).
 *
 * @param actual claims the person agreed to, with their verification
 */
export function answerVerifiedClaims(
  demand: VerifiedClaimsDemand,
  actual: VerifiedClaims,
  now: Date,
): VerifiedClaims | undefined {
  const verification = fill(demand.verification, actual.verification, now);
  if (!isJsonObject(verification) || verification.trust_framework === undefined) return undefined;
  const claims: Record<string, Json> = {};
  for (const [name, wanted] of Object.entries(demand.claims)) {
    const value = ownMember(actual.claims, name);
    if (value !== undefined && isWanted(value, wanted)) claims[name] = value;
  }
  return Object.keys(claims).length === 0 ? undefined : { verification, claims };
}

const ownMember = (object: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;

const UNMET = Symbol('a limit is not met');
type Filled = Json | undefined | typeof UNMET;

/** The part of `actual` a template asks for; undefined: there is none; UNMET: it is not what the template limits it to. */
function fill(template: Json | undefined, actual: Json | undefined, now: Date): Filled {
  if (template === null || template === undefined) return actual;
  if (Array.isArray(template)) return fillList(template, actual, now);
  if (!isJsonObject(template)) return UNMET;
  return isLeaf(template) ? fillLeaf(template, actual, now) : fillObject(template, actual, now);
}

const LIMITS = ['value', 'values', 'max_age', 'essential'];
const isLeaf = (template: JsonObject): boolean =>
  Object.keys(template).every((name) => LIMITS.includes(name));

function fillLeaf(template: JsonObject, actual: Json | undefined, now: Date): Filled {
  const { value, values, max_age: maxAge } = template;
  const limited = value !== undefined || values !== undefined || maxAge !== undefined;
  if (actual === undefined) return limited ? UNMET : undefined;
  const wanted = isWanted(actual, {
    ...(value !== undefined && { value }),
    ...(Array.isArray(values) && { values }),
  });
  return wanted && (typeof maxAge !== 'number' || isFresh(actual, maxAge, now)) ? actual : UNMET;
}

function fillObject(template: JsonObject, actual: Json | undefined, now: Date): Filled {
  const known = isJsonObject(actual) ? actual : {};
  const filled: Record<string, Json> = {};
  for (const [name, member] of Object.entries(template)) {
    if (LIMITS.includes(name)) continue;
    if (name === 'evidence' && member === null) continue; // §5.4: evidence takes a template of its own
    const part = fill(member, ownMember(known, name), now);
    if (part === UNMET) return UNMET;
    if (part !== undefined) filled[name] = part;
  }
  return Object.keys(filled).length === 0 ? undefined : filled;
}

/** §5.4: the templates of a list are linked by OR; every entry that fits one is told as far as that one asks. */
function fillList(templates: readonly Json[], actual: Json | undefined, now: Date): Filled {
  const entries = Array.isArray(actual) ? actual : [];
  const fitting: Json[] = [];
  for (const entry of entries) {
    const parts = templates.map((template) => fill(template, entry, now));
    const filled = parts.find((part): part is Json => part !== UNMET && part !== undefined);
    if (filled !== undefined) fitting.push(filled);
  }
  return fitting.length === 0 && templates.length > 0 ? UNMET : fitting;
}

/** §5.5.2: counted from the last second of the day where only a day is known. */
function isFresh(actual: Json, maxAge: number, now: Date): boolean {
  if (typeof actual !== 'string') return false;
  const at = Date.parse(/^\d{4}-\d\d-\d\d$/.test(actual) ? `${actual}T23:59:59Z` : actual);
  return Number.isFinite(at) && (now.getTime() - at) / 1000 <= maxAge;
}
