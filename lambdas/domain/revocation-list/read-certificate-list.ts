import { createPublicKey, verify } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Extensions } from '@peculiar/asn1-x509';
import { signatureScheme } from '../asn1/algorithm.ts';
import { OID } from '../asn1/oids.ts';
import { childrenOf, type DerValue, readDerValue } from '../asn1/strict-der.ts';
import { type ListedRevocation, reasonOf } from './listed-revocation.ts';

/** A CRL as published. */
export interface CertificateList {
  /** Name, DER. */
  readonly issuer: Uint8Array;
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** By serial: lower-case hex without leading zero bytes. */
  readonly entries: ReadonlyMap<string, ListedRevocation>;
  /** Whether the key of this SubjectPublicKeyInfo (DER) signed it. */
  isSignedBy(spki: Uint8Array): boolean;
}

/**
 * Reads a CRL of ours, however long (general readers of ASN.1 stop at some thousand entries).
 * @throws Error when it is not the DER of a CRL v2 with number, next update and known reasons
 */
export function readCertificateList(der: Uint8Array): CertificateList {
  const [toBeSigned, algorithm, signature] = children(der, whole(der));
  const fields = children(der, toBeSigned);
  const extensionsField = fields.at(-1);
  const [, , issuer, thisUpdate, nextUpdate, revoked] = fields;
  if (fields.length < 6 || extensionsField?.tag !== 0xa0) throw malformed();
  const isEmpty = revoked === extensionsField;
  return {
    issuer: bytesOf(der, issuer),
    number: numberIn(der.subarray(extensionsField.content, extensionsField.end)),
    thisUpdate: timeOf(der, thisUpdate),
    nextUpdate: timeOf(der, nextUpdate),
    entries: new Map(isEmpty ? [] : children(der, revoked).map((entry) => entryOf(der, entry))),
    isSignedBy: (spki) =>
      isSigned(
        bytesOf(der, toBeSigned),
        bytesOf(der, algorithm),
        contentOf(der, signature).subarray(1),
        spki,
      ),
  };
}

function entryOf(der: Uint8Array, entry: DerValue): [string, ListedRevocation] {
  const [serial, at, extensions] = children(der, entry);
  const hex = Buffer.from(contentOf(der, serial))
    .toString('hex')
    .replace(/^(00)+/, '');
  // One extension, the reason: its ENUMERATED is the last byte.
  const reason = reasonOf(der[(extensions?.end ?? 0) - 1] ?? 0);
  if (extensions === undefined || reason === undefined) throw malformed();
  return [hex, { reason, revokedAt: timeOf(der, at) }];
}

function numberIn(extensions: Uint8Array): number {
  const found = AsnConvert.parse(extensions, Extensions).find(({ extnID }) => extnID === OID.crlNumber);
  const value = new Uint8Array(found?.extnValue.buffer ?? new ArrayBuffer(0));
  const number = Number(`0x${Buffer.from(contentOf(value, whole(value))).toString('hex')}`);
  if (Number.isSafeInteger(number)) return number;
  throw malformed();
}

function isSigned(data: Uint8Array, algorithm: Uint8Array, signature: Uint8Array, spki: Uint8Array): boolean {
  const scheme = signatureScheme(AsnConvert.parse(algorithm, AlgorithmIdentifier));
  if (scheme === undefined) return false;
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  return verify(scheme.digest.replace('-', '').toLowerCase(), data, key, signature);
}

/** UTCTime (years 1950 to 2049) or GeneralizedTime, both to the second in UTC (RFC 5280 §4.1.2.5). */
function timeOf(der: Uint8Array, value: DerValue | undefined): Date {
  const text = Buffer.from(contentOf(der, value)).toString('latin1');
  const full = value?.tag === 0x17 ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text;
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full) ?? [];
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time.getTime())) throw malformed();
  return time;
}

function whole(der: Uint8Array): DerValue {
  const value = readDerValue(der);
  if (value === undefined || value.end !== der.length) throw malformed();
  return value;
}

function children(der: Uint8Array, parent: DerValue | undefined): DerValue[] {
  const found = parent && childrenOf(der, parent);
  if (found === undefined) throw malformed();
  return found;
}

const contentOf = (der: Uint8Array, value: DerValue | undefined): Uint8Array =>
  value ? der.subarray(value.content, value.end) : new Uint8Array();

const bytesOf = (der: Uint8Array, value: DerValue | undefined): Uint8Array =>
  value ? der.subarray(value.start, value.end) : new Uint8Array();

const malformed = (): Error => new Error('This is not a CRL as Guichet publishes them.');
