import { BerError } from '../ber/ber-error.ts';
import { contentTypeOf, messageDigestOf } from '../cms/attributes.ts';
import { parseSignedData } from '../cms/parse-signed-data.ts';
import { CONTENT_TYPES, type SignedData, type SignerInfo } from '../cms/signed-data.ts';
import { namesCertificate } from '../cms/signing-certificate.ts';
import { parseTimeStampInfo, type TimeStampInfo } from '../cms/time-stamp-info.ts';
import { digestAlgorithmOf, digestWith } from '../signature-algorithm/digest-algorithm.ts';
import { equal } from '../signature-algorithm/equal.ts';
import { signerSchemeOf } from '../signature-algorithm/signature-scheme.ts';
import { verifyData } from '../signature-algorithm/verify-data.ts';
import type { Certificate } from '../x509/certificate.ts';
import { EXTENSIONS } from '../x509/extension.ts';
import { extendedKeyUsageOf } from '../x509/extensions.ts';
import { attributeOf, NAME_TYPES } from '../x509/name.ts';
import { nameText } from '../x509/name-text.ts';
import { judgePath } from './judge-path.ts';
import { certificatesOf, signerCertificate } from './signer-certificate.ts';
import type { TimeStampVerdict } from './signer-facts.ts';
import type { TrustedMaterial } from './trusted-material.ts';

/**
 * A time-stamp token over a signature value (RFC 3161, RFC 5816): it stamps this very value, an authority made it that is trusted
 * and certified for nothing else, and its certificate was good at that time. Never throws for what the token holds.
 */
export async function verifyTimeStamp(
  token: Uint8Array,
  signature: Uint8Array,
  material: TrustedMaterial,
  now: Date,
): Promise<TimeStampVerdict> {
  try {
    const signedData = parseSignedData(token);
    const info = parseTimeStampInfo(signedData);
    requireImprint(info, signature);
    if (+info.at > +now + CLOCK_SKEW_MS) throw new NotStamped('The time-stamp lies in the future.');
    const certificates = certificatesOf(signedData);
    const certificate = requireAuthoritysSignature(signedData, certificates);
    requireTimeStampingUsage(certificate);
    await requireTrust(certificate, certificates, material, { at: info.at, now });
    const { subject } = certificate;
    const authority = attributeOf(subject, NAME_TYPES.commonName) ?? nameText(subject);
    return { at: info.at, serial: info.serial, policy: info.policy, authority };
  } catch (error) {
    if (error instanceof NotStamped) return { sentence: error.message };
    if (error instanceof BerError) return { sentence: `The time-stamp cannot be read. ${error.message}` };
    throw error;
  }
}

/** Clocks of two machines differ a little. */
const CLOCK_SKEW_MS = 60_000;

class NotStamped extends Error {}

function requireImprint({ imprint }: TimeStampInfo, signature: Uint8Array): void {
  const algorithm = digestAlgorithmOf(imprint.algorithm);
  if (algorithm === undefined)
    throw new NotStamped('The time-stamp uses a digest algorithm that is not supported.');
  if (!equal(digestWith(algorithm, signature), imprint.digest))
    throw new NotStamped('The time-stamp belongs to another signature.');
}

/** One signer (RFC 3161 §2.4.2), whose signed attributes hold content type, digest and certificate. */
function requireAuthoritysSignature(
  signedData: SignedData,
  certificates: readonly Certificate[],
): Certificate {
  const [signer, ...others] = signedData.signers;
  const certificate = signer && signerCertificate(signer, certificates);
  if (signer === undefined || others.length > 0 || certificate === undefined)
    throw new NotStamped('The time-stamp must hold one signature and the certificate of its authority.');
  if (!isSigned(signer, signedData, certificate))
    throw new NotStamped('The signature of the time-stamp is not right, or its algorithm is not supported.');
  if (namesCertificate(signer, certificate) !== true)
    throw new NotStamped('The time-stamp does not name the certificate it was made with.');
  return certificate;
}

function isSigned(signer: SignerInfo, { content }: SignedData, { publicKey }: Certificate): boolean {
  const digest = digestAlgorithmOf(signer.digestAlgorithm);
  const scheme = digest && signerSchemeOf(signer.signatureAlgorithm, digest);
  const stated = messageDigestOf(signer);
  if (!signer.signedAttributes || !scheme || !stated || content === undefined) return false;
  return (
    contentTypeOf(signer) === CONTENT_TYPES.timeStampInfo &&
    equal(digestWith(digest, content), stated) &&
    verifyData(scheme, publicKey, signer.signedAttributes.der, signer.signature)
  );
}

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

/** RFC 3161 §2.3: that one usage, and critical. */
function requireTimeStampingUsage(certificate: Certificate): void {
  const usages = extendedKeyUsageOf(certificate);
  const isCritical = certificate.extensions.get(EXTENSIONS.extendedKeyUsage)?.critical === true;
  if (!isCritical || usages?.length !== 1 || usages[0] !== TIME_STAMPING)
    throw new NotStamped('The time-stamp was made with a certificate that is not for time-stamping.');
}

/** Ends of an authority after which its earlier time-stamps still count (RFC 3161 §4, item 1); a leaked key could have made any of them. */
const ORDERLY_ENDS: readonly (string | undefined)[] = [
  'unspecified',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
];

async function requireTrust(
  certificate: Certificate,
  certificates: readonly Certificate[],
  material: TrustedMaterial,
  instants: { readonly at: Date; readonly now: Date },
): Promise<void> {
  const { failures, revocation } = await judgePath(certificate, certificates, material, instants);
  const [first] = failures;
  if (first !== undefined)
    throw new NotStamped(`The certificate of the time-stamping authority is not accepted. ${first.sentence}`);
  const later = revocation?.later;
  if (later !== undefined && !ORDERLY_ENDS.includes(later.reason))
    throw new NotStamped('The time-stamping authority was revoked because its key may have leaked.');
}
