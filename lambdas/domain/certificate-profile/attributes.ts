import { AsnUtf8StringConverter } from '@peculiar/asn1-schema';
import { GeneralName, OtherName } from '@peculiar/asn1-x509';
import { oids } from '../asn1/oids.ts';

/** What a SIGNATURE certificate says of its holder (C1); a change of any of them ends it (C4). */
export interface FourAttributes {
  /** First names and birth name. */
  readonly name: string;
  /** `1` male, `2` female (ISO/IEC 5218). */
  readonly sex: '1' | '2';
  /** As in the civil register, presumed births included. */
  readonly birthdate: string;
  /** In one line. */
  readonly address: string;
}

/** Each attribute as an otherName whose value is a UTF8String (RFC 5280 §4.2.1.6). */
export function toGeneralNames(attributes: FourAttributes, arc: string): GeneralName[] {
  const types = oids(arc).attribute;
  return (['name', 'sex', 'birthdate', 'address'] as const).map((attribute) => {
    const value = AsnUtf8StringConverter.toASN(attributes[attribute]).toBER(false);
    return new GeneralName({ otherName: new OtherName({ typeId: types[attribute], value }) });
  });
}
