import type { CloudParts } from '../parts.ts';
import { AwsError, answer, type Operation, type Service, type WireRequest } from '../service.ts';
import type { Functions } from './functions.ts';

const INVOCATION = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;
/** Lambda tries an asynchronous invocation twice more; here without the minutes in between. */
const ASYNC_RETRY_MILLISECONDS = [1000, 2000];

/** The Invoke API of Lambda. */
export function createLambdaService(parts: CloudParts, functions: () => Functions): Service {
  return {
    name: 'lambda',
    operation: readInvocation,
    action: ({ name }) => (name === 'Invoke' ? 'lambda:InvokeFunction' : `lambda:${name}`),
    resources: ({ input }) => [arnOf(String(input.FunctionName), functions())],
    async call({ name, input }, { request }) {
      if (name !== 'Invoke')
        throw new AwsError('UnknownOperationException', `The laptop cloud has no lambda:${name}.`, 501);
      const target = functions().find(String(input.FunctionName)).name;
      const payload = typeof input.Payload === 'string' ? parsePayload(input.Payload) : input.Payload;
      if (input.InvocationType === 'DryRun') return answer({ status: 204 });
      if (input.InvocationType === 'Event') {
        void invokeLater(parts, target, payload);
        return request.path === '/' ? { StatusCode: 202 } : answer({ status: 202 });
      }
      const result = await parts.invoke(target, payload);
      if (request.path === '/') return { StatusCode: 200, ExecutedVersion: '$LATEST', ...toOutput(result) };
      const failed: Record<string, string> =
        result.functionError === undefined ? {} : { 'x-amz-function-error': result.functionError };
      const headers = { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST', ...failed };
      return answer({ status: 200, headers, body: JSON.stringify(result.payload) });
    },
  };
}

function toOutput({ payload, functionError }: { payload: unknown; functionError?: string }): object {
  return {
    Payload: JSON.stringify(payload),
    ...(functionError === undefined ? {} : { FunctionError: functionError }),
  };
}

/** The resource of an unknown function is asked about all the same, so that names cannot be probed. */
function arnOf(nameOrArn: string, functions: Functions): string {
  try {
    return nameOrArn.startsWith('arn:') ? nameOrArn : functions.find(nameOrArn).arn;
  } catch {
    return nameOrArn;
  }
}

function readInvocation(request: WireRequest): Operation {
  const [, name] = INVOCATION.exec(request.path) ?? [];
  if (name === undefined || request.method !== 'POST')
    throw new AwsError('UnknownOperationException', `lambda: ${request.method} ${request.path}`, 501);
  const input = {
    FunctionName: decodeURIComponent(name),
    InvocationType: request.headers['x-amz-invocation-type'] ?? 'RequestResponse',
    Payload: request.body.length === 0 ? '{}' : request.body.toString('utf8'),
  };
  return { name: 'Invoke', input };
}

function parsePayload(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json.', 400);
  }
}

async function invokeLater(parts: CloudParts, name: string, payload: unknown): Promise<void> {
  for (const wait of [...ASYNC_RETRY_MILLISECONDS, undefined]) {
    const { functionError } = await parts.invoke(name, payload);
    if (functionError === undefined) return;
    if (wait !== undefined) await new Promise((resolve) => setTimeout(resolve, wait).unref());
  }
  parts.warn(`${name} failed three times; its asynchronous event is dropped (see logs/${name}.log).`);
}
