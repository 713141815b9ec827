import type { Certificate } from '../x509/certificate.ts';
import { authorityKeyIdentifierOf, subjectKeyIdentifierOf } from '../x509/extensions.ts';
import { sameName } from '../x509/name.ts';
import type { TrustAnchor } from './trust-anchor.ts';

/** Certificates from the one the anchor signed to the target. */
export interface CandidatePath {
  readonly anchor: TrustAnchor;
  readonly certificates: readonly Certificate[];
}

const LONGEST_PATH = 12;
/** With made-up certificates of the same names there could be very many: so many are given, so many steps are made to find them. */
const MOST_PATHS = 32;
const MOST_STEPS = 200;

/** Every way from the target to an anchor by names (RFC 4158), likelier ones first; nothing is verified yet. */
export function buildPaths(
  target: Certificate,
  others: readonly Certificate[],
  anchors: readonly TrustAnchor[],
): CandidatePath[] {
  const paths: CandidatePath[] = [];
  const issuers = issuersAmong(others);
  let steps = 0;
  const extend = (certificates: readonly [Certificate, ...Certificate[]]): void => {
    if (steps++ >= MOST_STEPS) return;
    const [first] = certificates;
    for (const anchor of anchors) {
      if (paths.length < MOST_PATHS && sameName(anchor.name, first.issuer))
        paths.push({ anchor, certificates });
    }
    if (certificates.length === LONGEST_PATH || paths.length >= MOST_PATHS) return;
    for (const issuer of issuers(first)) {
      if (steps >= MOST_STEPS) return;
      if (!certificates.some((each) => isSameEntity(each, issuer))) extend([issuer, ...certificates]);
    }
  };
  extend([target]);
  return paths;
}

/** RFC 4158 §2.4.2: the same name and key twice is a loop. */
const isSameEntity = (one: Certificate, other: Certificate): boolean =>
  sameName(one.subject, other.subject) && Buffer.compare(one.publicKey.der, other.publicKey.der) === 0;

/** Looked for once for each certificate, however many ways lead to it. */
function issuersAmong(others: readonly Certificate[]): (certificate: Certificate) => Certificate[] {
  const known = new Map<Certificate, Certificate[]>();
  return (certificate) => {
    const found = known.get(certificate) ?? issuersOf(certificate, others);
    known.set(certificate, found);
    return found;
  };
}

function issuersOf(certificate: Certificate, others: readonly Certificate[]): Certificate[] {
  const named = others.filter((other) => sameName(other.subject, certificate.issuer));
  if (named.length < 2) return named;
  const wanted = keyIdentifier(() => authorityKeyIdentifierOf(certificate));
  const isMatch = (other: Certificate): boolean =>
    wanted !== undefined && keyIdentifier(() => subjectKeyIdentifierOf(other)) === wanted;
  return [...named.filter(isMatch), ...named.filter((other) => !isMatch(other))];
}

/** An identifier only orders the attempts: one that cannot be read counts as absent. */
function keyIdentifier(read: () => string | undefined): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
