import { Refusal } from '../errors.ts';
import { pinProblems } from '../personal-secrets/pin.ts';

/** A PIN typed twice alike that others would not try first (A11). */
export function requireNewPin(
  pin: string,
  repeated: string,
  person: { readonly birthdate: string; readonly phoneNumber: string },
): void {
  if (pin !== repeated) {
    throw new Refusal('unprocessable', 'pin-differs', 'The two codes are not the same. Type them again.', {
      fields: [{ field: 'repeated', code: 'pin-differs' }],
      next: ['try-again'],
    });
  }
  const [problem] = pinProblems(pin, person);
  if (problem !== undefined) {
    throw new Refusal('unprocessable', problem, 'This code is too easy to guess. Choose another one.', {
      fields: [{ field: 'pin', code: problem }],
      next: ['try-again'],
    });
  }
}
