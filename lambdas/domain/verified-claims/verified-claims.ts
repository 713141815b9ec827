import { createHash } from 'node:crypto';
import type { Account } from '../account/account.ts';
import type { AccountIdentity } from '../account/account-identity.ts';
import { answerVerifiedClaims, type VerifiedClaims } from '../claims/answer-verified-claims.ts';
import type { JsonObject } from '../claims/json-object.ts';
import type { VerifiedClaimsDemand } from '../claims/verified-claims-request.ts';
import { evidenceOf } from './evidence.ts';

/** What the document proves; contact addresses were proved otherwise, and a used name is what the person says. */
export const VERIFIABLE_CLAIMS = [
  'given_name',
  'family_name',
  'birthdate',
  'gender',
  'birthplace',
  'birthcountry',
] as const;

/** A person, and the subject they are at the client that asks. */
export interface VerifiedPerson {
  readonly account: Account;
  readonly identity: AccountIdentity;
  readonly subject: string;
}

/**
 * The claim `verified_claims` (OpenID Connect for Identity Assurance 1.0 §5): what was asked for, as far as it is so. One set asked
 * gives an object, several an array of those that could be met; undefined where none could.
 */
export function verifiedClaims(
  demands: readonly VerifiedClaimsDemand[],
  person: VerifiedPerson,
  now: Date,
): VerifiedClaims | readonly VerifiedClaims[] | undefined {
  const actual: VerifiedClaims = { verification: verificationOf(person), claims: claimsOf(person) };
  const answers = demands.flatMap((demand) => answerVerifiedClaims(demand, actual, now) ?? []);
  if (answers.length === 0) return undefined;
  return demands.length === 1 ? answers[0] : answers;
}

const claimsOf = ({ identity }: VerifiedPerson): JsonObject =>
  Object.fromEntries(VERIFIABLE_CLAIMS.map((name) => [name, identity[name]]));

/** Implementing Regulation (EU) 2015/1502 names the levels; the evidence is told where it was kept. */
function verificationOf({ account, identity, subject }: VerifiedPerson): JsonObject {
  const evidence = evidenceOf(identity, account.verifiedAt);
  return {
    trust_framework: 'eidas',
    assurance_level: account.level,
    time: account.verifiedAt,
    verification_process: processOf(account, subject),
    ...(evidence.length > 0 && { evidence }),
  };
}

/**
 * Names the enrolment to us, of whom the client also has the subject, and to nobody else: another client's name for the same
 * enrolment is another, so that two cannot compare (OIDC Core §8.1).
 */
const processOf = ({ enrolmentId }: Account, subject: string): string =>
  createHash('sha256')
    .update(JSON.stringify([subject, enrolmentId]))
    .digest('base64url')
    .slice(0, 22);
