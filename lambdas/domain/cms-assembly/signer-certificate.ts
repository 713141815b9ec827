import * as asn1 from 'asn1js';
import type { SigningAlgorithm } from '../asn1/algorithm.ts';
import { OID } from '../asn1/oids.ts';

/** What a signature takes from its certificate. */
export interface SignerCertificate {
  /** Name and INTEGER, DER, as the certificate has them. */
  readonly issuer: Uint8Array;
  readonly serialNumber: Uint8Array;
  /** The one algorithm that Guichet signs with by a key of this kind: P-256, P-384 or RSA (RFC 5753, RFC 5754). */
  readonly algorithm: SigningAlgorithm;
}

/** Certificates do not change: each is read once. */
const known = new WeakMap<Uint8Array, SignerCertificate>();

/**
 * @param der DER
 * @throws Error when it is no certificate, or its key is of a kind that is not used here
 */
export function readSignerCertificate(der: Uint8Array): SignerCertificate {
  const read = known.get(der) ?? parse(der);
  known.set(der, read);
  return read;
}

/** TBSCertificate (RFC 5280 §4.1): version [0], serialNumber, signature, issuer, validity, subject, subjectPublicKeyInfo, … */
function parse(der: Uint8Array): SignerCertificate {
  const [tbs] = membersOf(asn1.fromBER(der).result);
  const members = membersOf(tbs);
  const [serialNumber, , issuer, , , publicKey] =
    members[0] instanceof asn1.Integer ? members : members.slice(1);
  if (!(serialNumber instanceof asn1.Integer) || issuer === undefined) throw notOne();
  return {
    issuer: encodingOf(issuer),
    serialNumber: encodingOf(serialNumber),
    algorithm: algorithmOf(publicKey),
  };
}

function algorithmOf(publicKeyInfo: asn1.BaseBlock | undefined): SigningAlgorithm {
  const [identifier, point] = membersOf(publicKeyInfo);
  const [algorithm] = membersOf(identifier);
  if (!(algorithm instanceof asn1.ObjectIdentifier) || !(point instanceof asn1.BitString)) throw notOne();
  const oid = algorithm.valueBlock.toString();
  const uncompressedPoint = point.valueBlock.valueHexView.byteLength;
  if (oid === OID.rsaEncryption) return 'RS256';
  if (oid === OID.ecPublicKey && uncompressedPoint === 65) return 'ES256';
  if (oid === OID.ecPublicKey && uncompressedPoint === 97) return 'ES384';
  throw new Error(`Keys of the kind ${oid} are not used for signatures here.`);
}

function membersOf(value: asn1.BaseBlock | undefined): readonly asn1.BaseBlock[] {
  if (value instanceof asn1.Sequence) return value.valueBlock.value;
  throw notOne();
}

const encodingOf = (value: asn1.BaseBlock): Uint8Array => value.valueBeforeDecodeView.slice();

const notOne = (): Error => new Error('The certificate of the signer is not one (RFC 5280 §4.1).');
