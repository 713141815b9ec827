import { AwsError, type Service } from '../../service.ts';
import { type QueryOperation, queryAnswer, readQueryForm } from '../query-form.ts';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** STS: who am I. */
export function sts(): Service {
  return {
    name: 'sts',
    operation: readQueryForm,
    resources: () => ['*'],
    // GetCallerIdentity needs no permission, whatever the policies say.
    grants: () => [],
    async call(operation, { caller, account }) {
      const { name, wire }: QueryOperation = operation;
      if (name !== 'GetCallerIdentity')
        throw new AwsError('InvalidAction', `The laptop cloud's STS has no ${name}.`, 501);
      const result = { Arn: assumed(caller, account), UserId: 'AROALOCAL:local', Account: account };
      return wire ? queryAnswer(name, result, NAMESPACE) : result;
    },
  };
}

function assumed(caller: string, account: string): string {
  const role = /:role\/(?:.*\/)?([^/]+)$/.exec(caller)?.[1];
  return role === undefined ? caller : `arn:aws:sts::${account}:assumed-role/${role}/local`;
}
