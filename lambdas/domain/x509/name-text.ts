import { toHex } from '../ber/values.ts';
import type { Name, NameAttribute } from './name.ts';

export const SHORT_NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.42': 'GN',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

/** RFC 4514: the most specific part first. */
export const nameText = ({ rdns }: Name): string =>
  rdns
    .map((rdn) => rdn.map(attributeText).join('+'))
    .reverse()
    .join(',');

function attributeText({ type, value, raw }: NameAttribute): string {
  const short = SHORT_NAMES[type];
  return short === undefined || value === undefined
    ? `${short ?? type}=#${toHex(raw)}`
    : `${short}=${escapeValue(value)}`;
}

/** RFC 4514 §2.4; control characters too, so that a name cannot forge a line. */
const escapeValue = (value: string): string =>
  value
    .replace(/["+,;<>\\]/g, '\\$&')
    .replace(/^[ #]| $/g, '\\$&')
    .replace(/\p{Cc}/gu, (character) =>
      Buffer.from(character).reduce(
        (escaped, byte) => `${escaped}\\${byte.toString(16).padStart(2, '0')}`,
        '',
      ),
    );
