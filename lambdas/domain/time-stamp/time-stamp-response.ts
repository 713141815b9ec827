import { AsnConvert } from '@peculiar/asn1-schema';
import {
  PKIFailureInfo,
  PKIFreeText,
  PKIStatus,
  PKIStatusInfo,
  TimeStampResp,
  TimeStampToken,
} from '@peculiar/asn1-tsp';
import { FAILURES, type TimeStampRefusal } from './time-stamp-refusal.ts';

/** TimeStampResp (RFC 3161 §2.4.2) that brings a token, DER. */
export function granted(token: Uint8Array): Uint8Array {
  const response = new TimeStampResp({
    status: new PKIStatusInfo({ status: PKIStatus.granted }),
    timeStampToken: AsnConvert.parse(token, TimeStampToken),
  });
  return new Uint8Array(AsnConvert.serialize(response));
}

/** TimeStampResp that says why there is none, DER. */
export function rejected({ failure, message }: Pick<TimeStampRefusal, 'failure' | 'message'>): Uint8Array {
  const status = new PKIStatusInfo({
    status: PKIStatus.rejection,
    statusString: new PKIFreeText([message]),
    failInfo: new PKIFailureInfo(bit(FAILURES[failure]), 7 - (FAILURES[failure] % 8)),
  });
  return new Uint8Array(AsnConvert.serialize(new TimeStampResp({ status })));
}

/** A named BIT STRING with one bit set, no longer than it need be (X.690 §11.2.2). */
function bit(number: number): Uint8Array {
  const bytes = new Uint8Array(Math.floor(number / 8) + 1);
  bytes[bytes.length - 1] = 0x80 >> (number % 8);
  return bytes;
}
