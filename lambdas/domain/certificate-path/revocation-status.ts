import { BerError } from '../ber/ber-error.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { CertificateList, RevokedCertificate } from '../x509/certificate-list.ts';
import { EXTENSIONS } from '../x509/extension.ts';
import {
  basicConstraintsOf,
  crlDistributionPointsOf,
  type DistributionPoint,
  type IssuingDistributionPoint,
  issuingDistributionPointOf,
} from '../x509/extensions.ts';
import { sameName } from '../x509/name.ts';
import { type CrlSigning, isSignedByItsIssuer } from './crl-signature.ts';
import { continues, isDelta } from './delta-list.ts';
import { nameOf, sharesAName } from './distribution-point-names.ts';
import type { RevocationStatus } from './path-request.ts';

/** ReasonFlags of RFC 5280 §4.2.1.13, bits 1–8: all of them must be covered. */
const ALL_REASONS = 0x7f80;

/**
 * RFC 5280 §6.3.3, with complete and delta lists: the first entry found decides. `unknown` when the current lists of trusted issuers do not
 * cover every reason. An entry later than the instant judged at does not count yet.
 */
export function revocationStatus(signing: CrlSigning): RevocationStatus {
  const { certificate } = signing.judged;
  let covered = 0;
  let later: RevocationStatus['later'];
  for (const point of [...crlDistributionPointsOf(certificate), issuersOwnPoint(certificate)]) {
    for (const crl of signing.lists.crls) {
      const { reasons, entry } = usable(() => consult(crl, point, covered, signing)) ?? NOTHING;
      if (entry !== undefined && entry.revokedAt <= signing.judged.at) return statusOf(entry);
      if (entry !== undefined) later = { at: entry.revokedAt, ...reasonPart(entry) };
      covered |= reasons;
      if (covered === ALL_REASONS) return { status: 'good', ...(later && { later }) };
    }
  }
  return { status: 'unknown' };
}

interface Consulted {
  readonly reasons: number;
  readonly entry?: RevokedCertificate;
}

const NOTHING: Consulted = { reasons: 0 };

function consult(
  crl: CertificateList,
  point: DistributionPoint,
  covered: number,
  signing: CrlSigning,
): Consulted {
  const reasons = isDelta(crl) ? 0 : reasonsCovered(crl, point, signing);
  if ((reasons & ~covered) === 0 || !isSignedByItsIssuer(crl, signing)) return NOTHING;
  const entry = latestEntry(crl, signing);
  return { reasons, ...(entry && { entry }) };
}

/** (i), (j): a delta list that continues this one speaks first; it may also take an entry back (§5.3.1). */
function latestEntry(complete: CertificateList, signing: CrlSigning): RevokedCertificate | undefined {
  const { certificate } = signing.judged;
  const deltas = signing.lists.crls.filter(
    (crl) =>
      isDelta(crl) &&
      isCurrent(crl, signing.request.now) &&
      isUnderstood(crl) &&
      continues(crl, complete) &&
      isSignedByItsIssuer(crl, signing),
  );
  for (const delta of deltas) {
    const entry = entryOf(delta, certificate);
    if (entry !== undefined) return entry.reason === 'removeFromCRL' ? undefined : entry;
  }
  return entryOf(complete, certificate);
}

/** A list that cannot be read to its end says nothing. */
function usable(read: () => Consulted): Consulted | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof BerError) return undefined;
    throw error;
  }
}

/** A list of the issuer itself serves too, wherever it was found: the last paragraph of §6.3.3. */
const issuersOwnPoint = ({ issuer }: Certificate): DistributionPoint => ({
  names: [{ type: 'directory', name: issuer }],
});

/** Steps (a), (b), (d), (e): for which reasons the list speaks about this certificate through this point; 0 for none. */
function reasonsCovered(
  crl: CertificateList,
  point: DistributionPoint,
  { judged, request }: CrlSigning,
): number {
  const { certificate } = judged;
  if (!isCurrent(crl, request.now) || !isUnderstood(crl)) return 0;
  const idp = issuingDistributionPointOf(crl.extensions);
  if (!isOfRightIssuer(crl, idp, point, certificate)) return 0;
  if (idp === undefined) return flags(point.reasons);
  if ((idp.names ?? idp.relativeName) !== undefined && !isSamePoint(crl, idp, point, certificate)) return 0;
  const isAuthority = basicConstraintsOf(certificate)?.ca === true;
  if (
    idp.onlyAttributeCertificates ||
    (isAuthority ? idp.onlyUserCertificates : idp.onlyAuthorityCertificates)
  )
    return 0;
  return flags(point.reasons) & flags(idp.onlySomeReasons);
}

/** Clocks of two machines differ a little: a list made a moment ago is not one of the future. */
const CLOCK_SKEW_MS = 60_000;

const isCurrent = ({ thisUpdate, nextUpdate }: CertificateList, now: Date): boolean =>
  +thisUpdate <= +now + CLOCK_SKEW_MS && nextUpdate !== undefined && now <= nextUpdate;

const UNDERSTOOD: readonly string[] = [
  EXTENSIONS.issuingDistributionPoint,
  EXTENSIONS.authorityKeyIdentifier,
  EXTENSIONS.crlNumber,
  EXTENSIONS.deltaCrlIndicator,
];

/** §5.2: a list with an unknown critical extension is not used. */
const isUnderstood = ({ extensions }: CertificateList): boolean =>
  [...extensions].every(([type, { critical }]) => !critical || UNDERSTOOD.includes(type));

/** (b)(1). */
function isOfRightIssuer(
  crl: CertificateList,
  idp: IssuingDistributionPoint | undefined,
  point: DistributionPoint,
  certificate: Certificate,
): boolean {
  if (point.crlIssuer === undefined) return sameName(crl.issuer, certificate.issuer);
  const isNamed = point.crlIssuer.some(
    (name) => name.type === 'directory' && sameName(name.name, crl.issuer),
  );
  return isNamed && (idp?.indirect === true || sameName(crl.issuer, certificate.issuer));
}

/** (b)(2)(i). */
function isSamePoint(
  crl: CertificateList,
  idp: IssuingDistributionPoint,
  point: DistributionPoint,
  certificate: Certificate,
): boolean {
  const pointNames =
    nameOf(point, point.crlIssuer ? crl.issuer : certificate.issuer) ?? point.crlIssuer ?? [];
  return sharesAName(nameOf(idp, crl.issuer) ?? [], pointNames);
}

/** Without flags: all reasons. */
function flags(reasons: Uint8Array | undefined): number {
  return reasons === undefined ? ALL_REASONS : (((reasons[0] ?? 0) << 8) | (reasons[1] ?? 0)) & ALL_REASONS;
}

/** (i): the certificate's serial number under its own issuer. */
const entryOf = (crl: CertificateList, { serial, issuer }: Certificate): RevokedCertificate | undefined =>
  crl.entries(serial).find(({ certificateIssuer }) => sameName(certificateIssuer, issuer));

function statusOf(entry: RevokedCertificate): RevocationStatus {
  const status = entry.reason === 'certificateHold' ? 'suspended' : 'revoked';
  return { status, at: entry.revokedAt, ...reasonPart(entry) };
}

const reasonPart = ({ reason }: RevokedCertificate): { reason?: string } =>
  reason === undefined ? {} : { reason };
