import { describe, expect, it } from 'vitest';
import type { AccountIdentity } from '../../../lambdas/domain/account/account-identity.ts';
import { endsOnChange } from '../../../lambdas/domain/certificate-holder/ends-on-change.ts';
import {
  changedAttributes,
  fourAttributesOf,
} from '../../../lambdas/domain/certificate-holder/four-attributes.ts';

const MARTIN: AccountIdentity = {
  given_name: 'Maëlys Gaëlle Marie',
  family_name: 'MARTIN',
  birthdate: '1990-07-13',
  gender: 'female',
  birthplace: '75112',
  birthcountry: '99100',
  email: 'maelys@example.org',
  phone_number: '+33612345678',
  address: { street: '12 rue des Lilas', postalCode: '75012', city: 'Paris', country: 'FR' },
};
const changedBy = (changes: Partial<AccountIdentity>) => changedAttributes(MARTIN, { ...MARTIN, ...changes });

describe('what a change ends', () => {
  it.each([
    ['address', { address: { street: '1 rue X', postalCode: '69002', city: 'Lyon', country: 'FR' } }],
    ['name', { family_name: 'DUPONT' }],
    ['name', { given_name: 'Maëlys' }],
    ['sex', { gender: 'male' as const }],
    ['birthdate', { birthdate: '1990-07-14' }],
  ])('C4: another %s ends SIGNATURE and no other kind', (attribute, changes) => {
    const changed = changedBy(changes);
    expect(changed).toEqual([attribute]);
    expect(endsOnChange('signature', changed)).toBe(true);
    for (const kind of ['authentication', 'corporate', 'official-seal'] as const) {
      expect(endsOnChange(kind, changed)).toBe(false);
    }
  });

  it('C4: another e-mail address, phone or used name ends nothing', () => {
    for (const changes of [
      { email: 'other@example.org' },
      { phone_number: '+33612345679' },
      { preferred_username: 'DUPONT' },
    ]) {
      expect(endsOnChange('signature', changedBy(changes))).toBe(false);
    }
  });

  it('C1: the four attributes as a certificate names them', () => {
    expect(fourAttributesOf(MARTIN)).toEqual({
      name: 'Maëlys Gaëlle Marie MARTIN',
      sex: '2',
      birthdate: '1990-07-13',
      address: '12 rue des Lilas, 75012 Paris, FR',
    });
    const { address: _, ...homeless } = MARTIN;
    expect(fourAttributesOf(homeless)).toBeUndefined();
    expect(changedAttributes(homeless, MARTIN)).toEqual(['address']);
  });
});
