import type { AuthorityFailure } from '../../contracts/organisations.ts';
import type {
  AttributeEvidence,
  AuthorityCase,
  AuthorityEvidence,
  AuthorityQuestion,
} from './authority-case.ts';
import { DELEGATE_RULES, ORGANISATION_RULES } from './authority-rules.ts';
import { certificateOf, signerOf } from './chain-signature.ts';

/** The verdict on one document (E4); `toAuthorityView` puts it on the wire. */
export interface AuthorityReport {
  readonly authorised: boolean;
  /** In the order of the rules; the first is the one to tell first. */
  readonly failures: readonly AuthorityFailure[];
  readonly question: AuthorityQuestion;
  readonly basis?: 'attribute' | 'organisation';
  readonly evidence: AuthorityEvidence;
  /** The attribute that carries the authority, or failed least. */
  readonly attribute?: AttributeEvidence;
  /** ISO 8601. */
  readonly checkedAt: string;
}

/**
 * Whether the signer of a document may do for an organisation what the document does. Of several attributes the one that passes counts,
 * else the one with the fewest failures is told.
 *
 * @param evidence as loaded now; nothing is remembered from one check to the next, so the end of any link counts at once
 */
export function checkAuthority(
  evidence: AuthorityEvidence,
  question: AuthorityQuestion,
  now: Date,
): AuthorityReport {
  const own = isOrganisationsOwn(evidence);
  const judged = casesOf(evidence, question, now).map((each) => ({
    attribute: evidence.attributes.find(({ attribute }) => attribute.id === each.attribute?.id),
    failures: (own ? ORGANISATION_RULES : DELEGATE_RULES).flatMap((rule) => rule(each) ?? []),
  }));
  const [best] = judged.sort((a, b) => a.failures.length - b.failures.length);
  const failures = best?.failures ?? ['no-attribute'];
  return {
    authorised: failures.length === 0,
    failures,
    question,
    ...(own && { basis: 'organisation' as const }),
    ...(best?.attribute && { basis: 'attribute' as const, attribute: best.attribute }),
    evidence,
    checkedAt: now.toISOString(),
  };
}

function isOrganisationsOwn({ document }: AuthorityEvidence): boolean {
  const kind = certificateOf(document)?.kind;
  return kind === 'corporate' || kind === 'official-seal';
}

function casesOf(
  evidence: AuthorityEvidence,
  question: AuthorityQuestion,
  now: Date,
): readonly AuthorityCase[] {
  const { document, certificate, organisation } = evidence;
  const signedAt = signerOf(document)?.judgedAt ?? now.toISOString();
  const common = { question, document, signedAt, ...(certificate && { certificate }) };
  if (evidence.attributes.length === 0) return [{ ...common, ...(organisation && { organisation }) }];
  return evidence.attributes.map((attribute) => ({ ...common, ...attribute }));
}
