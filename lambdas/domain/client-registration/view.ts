import type { Language } from '../../contracts/enrolment.ts';
import type { ChecksView, RelyingPartySummary, RelyingPartyView } from '../../contracts/relying-parties.ts';
import { checkSentence } from '../client-check/check-words.ts';
import { metadataOf } from './metadata.ts';
import { type LastChecks, type Registration, stateOf } from './registration.ts';

export function toSummary(registration: Registration): RelyingPartySummary {
  return {
    client: registration.client_id,
    name: registration.client_name,
    state: stateOf(registration),
    registeredAt: registration.registered_at ?? '',
  };
}

/** What the owner sees. */
export function toRelyingPartyView(
  registration: Registration,
  { issuer, language }: { readonly issuer: string; readonly language: Language },
): RelyingPartyView {
  const { version, proposed, client_secret_hash, previous_client_secret: previous } = registration;
  const { last_checks: checks, review_decision: decided } = registration;
  return {
    ...toSummary(registration),
    version,
    issuer,
    metadata: metadataOf(registration),
    ...(proposed !== undefined && { proposed }),
    hasSecret: client_secret_hash !== undefined,
    ...(previous !== undefined && { oldSecretUntil: previous.validUntil }),
    ...(checks !== undefined && { checks: toChecksView(checks, language) }),
    ...(decided !== undefined && { decision: decisionView(decided) }),
  };
}

/** Who it was is the operator's affair. */
function decisionView({ by: _by, ...decision }: NonNullable<Registration['review_decision']>) {
  return decision;
}

export const toChecksView = ({ at, results }: LastChecks, language: Language): ChecksView => ({
  at,
  checks: results.map((found) => ({
    check: found.check,
    result: found.result,
    code: found.code,
    sentence: checkSentence(found, language),
  })),
});

/** In which words the caller wants to be answered: `?language=`, else those the person is written to. */
export function languageOf(query: URLSearchParams, account: { readonly language: Language }): Language {
  const asked = query.get('language');
  return asked === 'en' || asked === 'fr' || asked === 'ja' ? asked : account.language;
}
