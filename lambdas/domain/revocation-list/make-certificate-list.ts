import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AuthorityKeyIdentifier,
  Certificate,
  CRLNumber,
  CRLReason,
  DistributionPointName,
  Extension,
  Extensions,
  GeneralName,
  IssuingDistributionPoint,
  KeyIdentifier,
  Time,
} from '@peculiar/asn1-x509';
import { signatureAlgorithm } from '../asn1/algorithm.ts';
import { OID } from '../asn1/oids.ts';
import { keyIdentifier } from '../asn1/public-key.ts';
import { signDer, toArrayBuffer } from '../asn1/sign-der.ts';
import { derValue, signedSequence } from '../asn1/write-der.ts';
import { REVOCATION_REASONS, type RevocationReason } from '../certificate/certificate-record.ts';
import type { Signer } from '../signer/signer.ts';
import { type ListedRevocation, wholeSecond } from './listed-revocation.ts';

export interface CertificateListContent {
  /** Greater than that of every list before it. */
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** By serial, lower-case hex. */
  readonly entries: ReadonlyMap<string, ListedRevocation>;
  /** Address of a partition: exactly that of its certificates' CRL distribution point. The root's list covers all and names none. */
  readonly distributionPoint?: string;
}

const INTEGER = 0x02;
const SEQUENCE = 0x30;
const VERSION_2 = derValue(INTEGER, Uint8Array.of(1));

/**
 * Signs a CRL v2 (RFC 5280 §5).
 * @param issuer certificate of the authority, DER
 * @returns DER
 */
export async function makeCertificateList(
  content: CertificateListContent,
  issuer: Uint8Array,
  signer: Pick<Signer, 'algorithm' | 'sign'>,
): Promise<Uint8Array> {
  const { subject, subjectPublicKeyInfo } = AsnConvert.parse(issuer, Certificate).tbsCertificate;
  const toBeSigned = derValue(
    SEQUENCE,
    VERSION_2,
    encode(signatureAlgorithm(signer.algorithm)),
    encode(subject),
    encode(new Time(wholeSecond(content.thisUpdate))),
    encode(new Time(wholeSecond(content.nextUpdate))),
    ...revokedCertificates(content.entries),
    derValue(0xa0, encode(new Extensions(extensionsOf(content, encode(subjectPublicKeyInfo))))),
  );
  return signedSequence(toBeSigned, signer.algorithm, await signDer(signer, toBeSigned));
}

const encode = (value: object): Uint8Array => new Uint8Array(AsnConvert.serialize(value));

/**
 * Entries one by one as bytes: a partition keeps its entries for ever, and objects for tens of thousands would take seconds.
 * The field is absent when there is none (RFC 5280 §5.1.2.6).
 */
function revokedCertificates(entries: CertificateListContent['entries']): Uint8Array[] {
  if (entries.size === 0) return [];
  const reasons = new Map<RevocationReason, Uint8Array>();
  const encoded = [...entries].map(([serial, { reason, revokedAt }]) => {
    const extensions = reasons.get(reason) ?? reasonExtension(reason);
    reasons.set(reason, extensions);
    return derValue(SEQUENCE, positiveInteger(serial), encode(new Time(revokedAt)), extensions);
  });
  return [derValue(SEQUENCE, Buffer.concat(encoded))];
}

function positiveInteger(hex: string): Uint8Array {
  const bytes = Buffer.from(hex, 'hex');
  return derValue(INTEGER, ...((bytes[0] ?? 0) > 0x7f ? [Uint8Array.of(0)] : []), bytes);
}

const reasonExtension = (reason: RevocationReason): Uint8Array =>
  encode(new Extensions([extension(OID.crlReason, new CRLReason(REVOCATION_REASONS[reason]))]));

function extensionsOf({ number, distributionPoint }: CertificateListContent, spki: Uint8Array): Extension[] {
  const authorityKey = new KeyIdentifier(toArrayBuffer(keyIdentifier(spki)));
  return [
    extension(OID.authorityKeyIdentifier, new AuthorityKeyIdentifier({ keyIdentifier: authorityKey })),
    extension(OID.crlNumber, new CRLNumber(number)),
    ...(distributionPoint === undefined
      ? []
      : [extension(OID.issuingDistributionPoint, partitionAt(distributionPoint), true)]),
  ];
}

/** RFC 5280 §5.2.5 */
function partitionAt(address: string): IssuingDistributionPoint {
  const fullName = [new GeneralName({ uniformResourceIdentifier: address })];
  return new IssuingDistributionPoint({
    distributionPoint: new DistributionPointName({ fullName }),
    onlyContainsUserCerts: true,
  });
}

const extension = (extnID: string, value: object, critical = false): Extension =>
  new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
