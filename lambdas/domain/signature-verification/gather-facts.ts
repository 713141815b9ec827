import { messageDigestOf, unsignedAttribute } from '../cms/attributes.ts';
import { ATTRIBUTES, type SignedData, type SignerInfo } from '../cms/signed-data.ts';
import {
  type DigestAlgorithm,
  digestAlgorithmOf,
  digestWith,
} from '../signature-algorithm/digest-algorithm.ts';
import { type SignatureScheme, signerSchemeOf } from '../signature-algorithm/signature-scheme.ts';
import { isUsable, verifyData } from '../signature-algorithm/verify-data.ts';
import { verifyDigest } from '../signature-algorithm/verify-digest.ts';
import type { Certificate } from '../x509/certificate.ts';
import { judgePath } from './judge-path.ts';
import { certificatesOf, signerCertificate } from './signer-certificate.ts';
import type { Document, SignerFacts, TimeStampVerdict } from './signer-facts.ts';
import type { TrustedMaterial } from './trusted-material.ts';
import { verifyTimeStamp } from './verify-time-stamp.ts';

/** Computes and looks up all that the rules ask about one signature. @throws BerError when its attributes cannot be read */
export async function gatherFacts(
  signedData: SignedData,
  signer: SignerInfo,
  document: Document,
  material: TrustedMaterial,
  now: Date,
): Promise<SignerFacts> {
  const certificates = certificatesOf(signedData);
  const certificate = signerCertificate(signer, certificates);
  const digestAlgorithm = digestAlgorithmOf(signer.digestAlgorithm);
  const scheme = digestAlgorithm && schemeOf(signer, digestAlgorithm);
  const digest = digestAlgorithm && digestOf(document, digestAlgorithm);
  const messageDigest = messageDigestOf(signer);
  const isSignatureRight = await checkSignature(signer, document, digest, scheme, certificate);
  const timeStamp = await judgeTimeStamps(signer, material, now);
  const judgedAt = timeStamp && 'at' in timeStamp ? timeStamp.at : now;
  const path = certificate && (await judgePath(certificate, certificates, material, { at: judgedAt, now }));
  return {
    signedData,
    signer,
    document,
    judgedAt,
    ...(certificate && { certificate }),
    ...(digestAlgorithm && { digestAlgorithm }),
    ...(scheme && { scheme }),
    ...(digest && { digest }),
    ...(messageDigest && { messageDigest }),
    ...(isSignatureRight !== undefined && { isSignatureRight }),
    ...(timeStamp && { timeStamp }),
    ...(path && { path }),
  };
}

/** With signed attributes the signature may digest them by another algorithm than the document (RFC 5652 §5.4). */
function schemeOf(signer: SignerInfo, digest: DigestAlgorithm): SignatureScheme | undefined {
  const scheme = signerSchemeOf(signer.signatureAlgorithm, digest);
  return signer.signedAttributes || scheme?.digest === digest ? scheme : undefined;
}

function digestOf(document: Document, algorithm: DigestAlgorithm): Uint8Array | undefined {
  if ('content' in document) return digestWith(algorithm, document.content);
  return document.digestAlgorithm === algorithm ? document.digest : undefined;
}

async function checkSignature(
  { signedAttributes, signature }: SignerInfo,
  document: Document,
  digest: Uint8Array | undefined,
  scheme: SignatureScheme | undefined,
  certificate: Certificate | undefined,
): Promise<boolean | undefined> {
  if (scheme === undefined || certificate === undefined || !isUsable(scheme, certificate.publicKey))
    return undefined;
  const { publicKey } = certificate;
  if (signedAttributes) return verifyData(scheme, publicKey, signedAttributes.der, signature);
  if ('content' in document) return verifyData(scheme, publicKey, document.content, signature);
  return digest && verifyDigest(scheme, publicKey, digest, signature);
}

/** More tokens only cost time. */
const MOST_TIME_STAMPS = 4;

/** The earliest that counts; when none does, why the first does not. */
async function judgeTimeStamps(
  signer: SignerInfo,
  material: TrustedMaterial,
  now: Date,
): Promise<TimeStampVerdict | undefined> {
  const tokens = unsignedAttribute(signer, ATTRIBUTES.timeStampToken).slice(0, MOST_TIME_STAMPS);
  const verdicts = await Promise.all(
    tokens.map(({ bytes }) => verifyTimeStamp(bytes, signer.signature, material, now)),
  );
  const good = verdicts.flatMap((verdict) => ('at' in verdict ? [verdict] : []));
  return good.toSorted((one, other) => +one.at - +other.at)[0] ?? verdicts[0];
}
