import type { FourAttributes } from '../certificate-profile/attributes.ts';
import { Refusal } from '../errors.ts';

/**
 * The four attributes were shown and ticked exactly as they will stand in the certificate; a certificate that names nobody has none
 * to confirm.
 * @param expected undefined for kinds that do not name a person
 * @throws Refusal invalid `attributes-not-confirmed`, conflict `attributes-changed`
 */
export function requireAttributesConfirmed(
  ticked: FourAttributes | undefined,
  expected: FourAttributes | undefined,
): void {
  if (expected === undefined) return;
  if (ticked === undefined) {
    throw new Refusal(
      'invalid',
      'attributes-not-confirmed',
      'Tick name, sex, date of birth and address: they will stand in your certificate.',
      { fields: [{ field: 'attributes', code: 'missing' }] },
    );
  }
  const names = ['name', 'sex', 'birthdate', 'address'] as const;
  const differing = names.filter((name) => ticked[name] !== expected[name]);
  if (differing.length === 0) return;
  throw new Refusal(
    'conflict',
    'attributes-changed',
    'What we know of you is not what was shown. Look at it again and confirm anew.',
    {
      fields: differing.map((name) => ({ field: `attributes.${name}`, code: 'attributes-changed' })),
      next: ['try-again'],
    },
  );
}
