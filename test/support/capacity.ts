import { vi } from 'vitest';

/** Capacity units of DynamoDB. */
export interface Units {
  write: number;
  read: number;
}

interface Consumed {
  readonly TableName?: string;
  readonly CapacityUnits?: number;
}

const WRITES = /\.(PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems)$/;

/** Adds up what DynamoDB says that each call consumed, from now on: between the test's AWS and its tables. */
export function countUnits(): Units {
  const units: Units = { write: 0, read: 0 };
  const send = globalThis.fetch;
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const target = new Headers(init?.headers).get('x-amz-target') ?? '';
    if (!target.startsWith('DynamoDB')) return await send(url, init);
    const asked = JSON.parse(Buffer.from(init?.body as Uint8Array).toString()) as object;
    const answer = await send(url, {
      ...init,
      body: JSON.stringify({ ...asked, ReturnConsumedCapacity: 'TOTAL' }),
    });
    const { ConsumedCapacity } = (await answer.clone().json()) as {
      ConsumedCapacity?: Consumed | Consumed[];
    };
    const consumed = [ConsumedCapacity ?? []].flat();
    units[WRITES.test(target) ? 'write' : 'read'] += consumed.reduce(
      (sum, { CapacityUnits = 0 }) => sum + CapacityUnits,
      0,
    );
    return answer;
  });
  return units;
}
