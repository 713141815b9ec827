import type { MoveDetails } from '../../contracts/moves.ts';
import type { MoverAttributes } from '../move/move.ts';

/** `typ` of the notice to a business. */
export const NOTICE_TYPE = 'address-change+jwt';
/** `typ` of its receipt. */
export const RECEIPT_TYPE = 'address-change-receipt+jwt';

/** What a business is told (E6): who, under which of its numbers, and where that person lives now. */
export interface AddressChangeNotice {
  readonly iss: string;
  /** The business. */
  readonly aud: string;
  /** The same at every attempt: a business that has seen it answers again and changes nothing. */
  readonly jti: string;
  readonly iat: number;
  readonly contract_number: string;
  readonly name: string;
  readonly sex: string;
  readonly birthdate: string;
  readonly address: string;
  readonly moved_on: string;
  readonly previous_address?: string;
  readonly phone_number?: string;
}

export function addressChangeNotice(facts: {
  readonly issuer: string;
  readonly business: string;
  readonly move: string;
  readonly contractNumber: string;
  readonly attributes: MoverAttributes;
  readonly details: MoveDetails;
  readonly now: Date;
}): AddressChangeNotice {
  const { issuer, business, move, contractNumber, attributes, details, now } = facts;
  return {
    iss: issuer,
    aud: business,
    jti: `${move}.${business}`,
    iat: Math.floor(now.getTime() / 1000),
    contract_number: contractNumber,
    ...attributes,
    moved_on: details.movedOn,
    ...(details.previousAddress && { previous_address: details.previousAddress }),
    ...(details.phone && { phone_number: details.phone }),
  };
}
