import { BerError } from '../ber/ber-error.ts';
import { readElement } from '../ber/element.ts';
import { sequence } from '../ber/fields.ts';
import { GENERALIZED_TIME, INTEGER, OCTET_STRING, SEQUENCE } from '../ber/tags.ts';
import { integerHex, oid, time } from '../ber/values.ts';
import { type AlgorithmIdentifier, parseAlgorithm } from '../x509/algorithm-identifier.ts';
import { CONTENT_TYPES, type SignedData } from './signed-data.ts';

/** TSTInfo (RFC 3161 §2.4.2), as far as a verifier needs it. */
export interface TimeStampInfo {
  readonly policy: string;
  readonly imprint: { readonly algorithm: AlgorithmIdentifier; readonly digest: Uint8Array };
  /** Hex. */
  readonly serial: string;
  readonly at: Date;
}

/** What the token says. @throws BerError */
export function parseTimeStampInfo({ contentType, content }: SignedData): TimeStampInfo {
  if (contentType !== CONTENT_TYPES.timeStampInfo || content === undefined)
    throw new BerError('The time-stamp holds no time-stamp information.');
  const fields = sequence(readElement(content), 'time-stamp information');
  fields.take('version', INTEGER);
  const policy = oid(fields.take('policy'));
  const imprint = sequence(fields.take('message imprint', SEQUENCE), 'message imprint');
  const algorithm = parseAlgorithm(imprint.take('digest algorithm'));
  const digest = imprint.take('digest', OCTET_STRING).content;
  const serial = integerHex(fields.take('serial number', INTEGER));
  const at = time(fields.take('time', GENERALIZED_TIME));
  return { policy, imprint: { algorithm, digest }, serial, at };
}
