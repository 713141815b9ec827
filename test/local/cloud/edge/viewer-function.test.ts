import { describe, expect, it } from 'vitest';
import { createViewerFunctions } from '../../../../local/cloud/edge/cdn/viewer-function.ts';
import type { EdgeRequest } from '../../../../local/cloud/edge/http.ts';
import type { Template } from '../../../../local/cloud/template/resource.ts';

const PASS_ON = 'function handler(event) { return event.request; }';
const resource = { logicalId: 'PassOn', arn: 'arn:pass-on', properties: { FunctionCode: PASS_ON } };
const functions = createViewerFunctions({ resources: () => [resource] } as unknown as Template);

const request = (rawQuery: string, cookie = ''): EdgeRequest => ({
  method: 'GET',
  path: '/',
  rawQuery,
  headers: { 'content-type': 'application/json', ...(cookie !== '' && { cookie }) },
  body: Buffer.alloc(0),
  viewer: { ip: '127.0.0.1', port: 1 },
});
const pass = (edge: EdgeRequest) => functions.onRequest('arn:pass-on', edge, 'distribution');

describe('a function at the edge', () => {
  it.each(['__proto__', 'constructor', 'toString'])(
    'X2: a parameter or cookie named %s changes nothing for later requests',
    async (name) => {
      const hostile = await pass(request(`${name}=1&${name}=2`, `${name}=3; a=4`));
      expect(hostile).toMatchObject({ rawQuery: `${name}=1&${name}=2` });
      expect(Object.hasOwn(Object.prototype, 'multiValue')).toBe(false);
      expect(await pass(request('a=1', 'b=2'))).toMatchObject({
        rawQuery: 'a=1',
        headers: { 'content-type': 'application/json', cookie: 'b=2' },
      });
    },
  );
});
