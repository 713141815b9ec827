import { BerError } from '../ber/ber-error.ts';
import { type Element, readElement } from '../ber/element.ts';
import { expect, inside, sequence } from '../ber/fields.ts';
import {
  BIT_STRING,
  context,
  contextConstructed,
  GENERALIZED_TIME,
  INTEGER,
  SEQUENCE,
  UTC_TIME,
} from '../ber/tags.ts';
import { bitOctets, integerHex, smallInteger, time } from '../ber/values.ts';
import { type AlgorithmIdentifier, parseAlgorithm } from './algorithm-identifier.ts';
import { type Extensions, parseExtensions } from './extension.ts';
import { type Name, parseName } from './name.ts';
import { type PublicKey, parsePublicKey } from './public-key.ts';

/** An X.509 certificate (RFC 5280 §4.1), parsed and not judged. */
export interface Certificate {
  readonly der: Uint8Array;
  /** The signed bytes, as found. */
  readonly tbs: Uint8Array;
  readonly version: number;
  /** Lower-case hex. */
  readonly serial: string;
  readonly issuer: Name;
  readonly subject: Name;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: PublicKey;
  readonly extensions: Extensions;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
}

const SIZE_LIMIT_BYTES = 256 * 1024;

/** @throws BerError with a sentence that says what is not as it should be */
export function parseCertificate(der: Uint8Array): Certificate {
  if (der.length > SIZE_LIMIT_BYTES) throw new BerError('No certificate is larger than 256 KB.');
  const fields = sequence(readElement(der), 'certificate');
  const tbs = fields.take('content of the certificate', SEQUENCE);
  const signatureAlgorithm = parseAlgorithm(fields.take('signature algorithm'));
  const signature = bitOctets(fields.take('signature', BIT_STRING));
  fields.end('certificate');
  const content = parseContent(tbs);
  if (Buffer.compare(content.innerAlgorithm, signatureAlgorithm.der) !== 0)
    throw new BerError('The certificate names two different signature algorithms (RFC 5280 §4.1.1.2).');
  return { der, tbs: tbs.bytes, ...content, signatureAlgorithm, signature };
}

function parseContent(tbs: Element) {
  const fields = sequence(tbs, 'content of the certificate');
  const version = fields.takeIf(contextConstructed(0));
  const serial = integerHex(fields.take('serial number', INTEGER));
  const innerAlgorithm = fields.take('signature algorithm').bytes;
  const issuer = parseName(fields.take('issuer'));
  const validity = sequence(fields.take('validity'), 'validity');
  const notBefore = time(validity.take('start of validity', UTC_TIME, GENERALIZED_TIME));
  const notAfter = time(validity.take('end of validity', UTC_TIME, GENERALIZED_TIME));
  const subject = parseName(fields.take('subject'));
  const publicKey = parsePublicKey(fields.take('public key'));
  fields.takeIf(context(1));
  fields.takeIf(context(2));
  const extensions = fields.takeIf(contextConstructed(3));
  fields.end('content of the certificate');
  return {
    version: version ? smallInteger(inside(version, 'version')) + 1 : 1,
    serial,
    innerAlgorithm,
    issuer,
    subject,
    notBefore,
    notAfter,
    publicKey,
    extensions: extensions
      ? parseExtensions(expect(inside(extensions, 'extensions'), SEQUENCE, 'extensions'))
      : new Map(),
  };
}
