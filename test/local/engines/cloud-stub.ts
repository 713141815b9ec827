import type { CallContext } from '../../../local/cloud/service.ts';
import { AwsError } from '../../../local/cloud/service.ts';
import type { ObjectReader } from '../../../local/engines/picture/source.ts';

export const ROLE = 'arn:aws:iam::000000000000:role/examiner';
export const STRANGER = 'arn:aws:iam::000000000000:role/stranger';

/** A bucket in memory that only ROLE may read. */
export function bucketWith(objects: Readonly<Record<string, Buffer>>): ObjectReader {
  return {
    async call(_service, _operation, input) {
      const body = objects[String(input['Key'])];
      if (!body) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
      return { Body: body };
    },
    authorize(role, action) {
      if (role !== ROLE) throw new AwsError('AccessDeniedException', `${role} may not ${action}.`);
    },
  };
}

/** A call as the gateway hands it on. */
export function calledBy(caller: string): CallContext {
  const request = {
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.alloc(0),
  };
  return { request, caller, account: '000000000000', region: 'eu-west-1', clock: { now: () => 0 } };
}
