import { AddressUnreachable } from '../../domain/guarded-door/guarded-door.ts';
import { type BusinessGate, BusinessUnreachable } from '../../domain/move/business-gate.ts';
import { type GuardedDoorOptions, guardedDoor } from './guarded-door.ts';

/** Posts notices to businesses through the guarded door. */
export function businessGate(options: GuardedDoorOptions): BusinessGate {
  const door = guardedDoor(options);
  return {
    async post(endpoint, { jws, key }) {
      const headers = {
        'content-type': 'application/jwt',
        'idempotency-key': key,
        accept: 'application/jwt',
      };
      try {
        return await door.call(endpoint, { method: 'POST', headers, body: jws });
      } catch (error) {
        throw error instanceof AddressUnreachable ? new BusinessUnreachable(error.message) : error;
      }
    },
  };
}
