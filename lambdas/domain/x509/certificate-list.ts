import { BerError } from '../ber/ber-error.ts';
import { type Element, readElement } from '../ber/element.ts';
import { elementsOf, inside, sequence } from '../ber/fields.ts';
import {
  BIT_STRING,
  contextConstructed,
  ENUMERATED,
  GENERALIZED_TIME,
  INTEGER,
  SEQUENCE,
  UTC_TIME,
} from '../ber/tags.ts';
import { bitOctets, integerHex, smallInteger, time } from '../ber/values.ts';
import { type AlgorithmIdentifier, parseAlgorithm } from './algorithm-identifier.ts';
import { EXTENSIONS, type Extensions, parseExtensions, readExtension } from './extension.ts';
import { parseGeneralNames } from './general-name.ts';
import { type Name, parseName } from './name.ts';

/** RFC 5280 §5.3.1. */
export const CRL_REASONS: Readonly<Record<number, string>> = {
  0: 'unspecified',
  1: 'keyCompromise',
  2: 'cACompromise',
  3: 'affiliationChanged',
  4: 'superseded',
  5: 'cessationOfOperation',
  6: 'certificateHold',
  8: 'removeFromCRL',
  9: 'privilegeWithdrawn',
  10: 'aACompromise',
};

/** One entry of a list (RFC 5280 §5.1.2.6). */
export interface RevokedCertificate {
  readonly revokedAt: Date;
  /** Name of §5.3.1; undefined when the entry gives none. */
  readonly reason?: string;
  /** Whose certificate it is; the list's issuer unless an entry before says otherwise (§5.3.3). */
  readonly certificateIssuer: Name;
}

/** A certificate revocation list (RFC 5280 §5), parsed and not judged. */
export interface CertificateList {
  readonly der: Uint8Array;
  readonly tbs: Uint8Array;
  readonly issuer: Name;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  readonly extensions: Extensions;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  /** The entries of a serial number (hex): several only on a list of several issuers. */
  entries(serial: string): readonly RevokedCertificate[];
}

/** @throws BerError */
export function parseCertificateList(der: Uint8Array): CertificateList {
  const fields = sequence(readElement(der), 'revocation list');
  const tbs = fields.take('content of the revocation list', SEQUENCE);
  const signatureAlgorithm = parseAlgorithm(fields.take('signature algorithm'));
  const signature = bitOctets(fields.take('signature', BIT_STRING));
  fields.end('revocation list');
  const { innerAlgorithm, ...content } = parseContent(tbs);
  if (Buffer.compare(innerAlgorithm, signatureAlgorithm.der) !== 0)
    throw new BerError('The revocation list names two different signature algorithms (RFC 5280 §5.1.1.2).');
  return { der, tbs: tbs.bytes, ...content, signatureAlgorithm, signature };
}

function parseContent(tbs: Element) {
  const fields = sequence(tbs, 'content of the revocation list');
  fields.takeIf(INTEGER);
  const innerAlgorithm = fields.take('signature algorithm').bytes;
  const issuer = parseName(fields.take('issuer'));
  const thisUpdate = time(fields.take('this update', UTC_TIME, GENERALIZED_TIME));
  const nextUpdate = fields.takeIf(UTC_TIME, GENERALIZED_TIME);
  const revoked = fields.takeIf(SEQUENCE);
  const extensions = fields.takeIf(contextConstructed(0));
  fields.end('content of the revocation list');
  return {
    innerAlgorithm,
    issuer,
    thisUpdate,
    ...(nextUpdate && { nextUpdate: time(nextUpdate) }),
    extensions: extensions ? parseExtensions(inside(extensions, 'extensions')) : new Map(),
    entries: entriesOf(revoked ? elementsOf(revoked) : [], issuer),
  };
}

/** Entries by serial number, parsed when the first is asked for: a list may have many. @throws BerError at that moment */
function entriesOf(elements: readonly Element[], issuer: Name): CertificateList['entries'] {
  let index: Map<string, RevokedCertificate[]> | undefined;
  return (serial) => {
    index ??= indexOf(elements, issuer);
    return index.get(serial) ?? [];
  };
}

function indexOf(elements: readonly Element[], issuer: Name): Map<string, RevokedCertificate[]> {
  const index = new Map<string, RevokedCertificate[]>();
  let certificateIssuer = issuer;
  for (const element of elements) {
    const { serial, entry } = parseEntry(element, certificateIssuer);
    certificateIssuer = entry.certificateIssuer;
    index.set(serial, [...(index.get(serial) ?? []), entry]);
  }
  return index;
}

const ENTRY_EXTENSIONS: readonly string[] = [
  EXTENSIONS.reasonCode,
  EXTENSIONS.certificateIssuer,
  '2.5.29.24', // invalidityDate (§5.3.2): the revocation date decides
];

function parseEntry(element: Element, issuerBefore: Name): { serial: string; entry: RevokedCertificate } {
  const fields = sequence(element, 'entry of the revocation list');
  const serial = integerHex(fields.take('serial number', INTEGER));
  const revokedAt = time(fields.take('date of revocation', UTC_TIME, GENERALIZED_TIME));
  const [element3] = fields.rest();
  if (element3 === undefined) return { serial, entry: { revokedAt, certificateIssuer: issuerBefore } };
  const extensions = parseExtensions(element3);
  for (const [type, { critical }] of extensions) {
    // §5.3: a critical extension that is not understood makes the list unusable
    if (critical && !ENTRY_EXTENSIONS.includes(type))
      throw new BerError(`An entry of the revocation list has the unknown critical extension ${type}.`);
  }
  const code = readExtension(extensions, EXTENSIONS.reasonCode, reasonCode);
  return {
    serial,
    entry: {
      revokedAt,
      ...(code !== undefined && { reason: CRL_REASONS[code] ?? 'unspecified' }),
      certificateIssuer:
        readExtension(extensions, EXTENSIONS.certificateIssuer, directoryName) ?? issuerBefore,
    },
  };
}

function reasonCode(element: Element): number {
  if (element.id !== ENUMERATED) throw new BerError('A reason of revocation was expected.');
  return smallInteger(element);
}

function directoryName(element: Element): Name | undefined {
  for (const name of parseGeneralNames(element)) if (name.type === 'directory') return name.name;
  return undefined;
}
