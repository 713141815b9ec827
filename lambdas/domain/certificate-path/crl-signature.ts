import { signatureSchemeOf } from '../signature-algorithm/signature-scheme.ts';
import { verifyData } from '../signature-algorithm/verify-data.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { CertificateList } from '../x509/certificate-list.ts';
import { keyUsageOf } from '../x509/extensions.ts';
import { sameName } from '../x509/name.ts';
import type { PublicKey } from '../x509/public-key.ts';
import type { Lists } from './lists.ts';
import type { PathRequest, PathResult } from './path-request.ts';
import type { Judged } from './process-certificate.ts';
import type { TrustAnchor } from './trust-anchor.ts';

export interface CrlSigning {
  readonly judged: Judged;
  readonly request: PathRequest;
  readonly lists: Lists;
  readonly anchor: TrustAnchor;
  readonly validate: (request: PathRequest, lists: Lists) => PathResult;
}

/** A list's issuer whose status is on another issuer's list, and so on: further is not followed. */
const DEEPEST_ISSUER = 4;

/** RFC 5280 §6.3.3 (f), (g): signed by a key that may sign lists, certified under the same anchor. */
export function isSignedByItsIssuer(crl: CertificateList, signing: CrlSigning): boolean {
  const { anchor, lists, request } = signing;
  if (
    sameName(anchor.name, crl.issuer) &&
    maySignLists(anchor.certificate) &&
    isSignedWith(crl, anchor.publicKey)
  )
    return true;
  return [...lists.inProgress, ...request.certificates].some(
    (candidate) =>
      sameName(candidate.subject, crl.issuer) &&
      maySignLists(candidate) &&
      isSignedWith(crl, candidate.publicKey) &&
      isTrusted(candidate, signing),
  );
}

/** The authority right above was judged a moment ago; an issuer of its own list cannot wait for itself. */
function isTrusted(
  candidate: Certificate,
  { judged, request, lists, anchor, validate }: CrlSigning,
): boolean {
  if (
    Buffer.compare(candidate.publicKey.der, judged.state.issuerKey.der) === 0 &&
    sameName(candidate.subject, judged.state.issuerName)
  )
    return true;
  if (lists.inProgress.includes(candidate)) return true;
  if (candidate === judged.certificate || lists.inProgress.length >= DEEPEST_ISSUER) return false;
  const others = request.certificates.filter((other) => other !== candidate);
  const { policies: _, ...rest } = request;
  return validate(
    { ...rest, certificates: [candidate, ...others], anchors: [anchor] },
    { ...lists, inProgress: [...lists.inProgress, candidate] },
  ).valid;
}

/** An extension that cannot be read allows nothing. */
function maySignLists(certificate: Certificate | undefined): boolean {
  if (certificate === undefined) return true;
  try {
    return keyUsageOf(certificate)?.includes('cRLSign') !== false;
  } catch {
    return false;
  }
}

const verified = new WeakMap<CertificateList, WeakMap<PublicKey, boolean>>();

/** Remembered while both objects live: a list serves many signatures. */
function isSignedWith(crl: CertificateList, key: PublicKey): boolean {
  const byKey = verified.get(crl) ?? new WeakMap<PublicKey, boolean>();
  verified.set(crl, byKey);
  let result = byKey.get(key);
  if (result === undefined) {
    const scheme = signatureSchemeOf(crl.signatureAlgorithm);
    result = scheme !== undefined && verifyData(scheme, key, crl.tbs, crl.signature);
    byKey.set(key, result);
  }
  return result;
}
