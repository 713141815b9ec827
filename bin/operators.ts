/**
 * `npm run operators -- add alice --name "Alice Martin" [--stage default]`: creates an operator of the reviewer console, or gives
 * one a new password. `--roles reviewer` or `--roles clerk` gives one role only. The password is read from GUICHET_OPERATOR_PASSWORD, else made and printed once.
 * `--stage laptop` is the Guichet of `npm start`; any other stage is reached with the AWS credentials of whoever administers it.
 */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamo, toItem } from '../lambdas/adapters/aws/dynamo.ts';
import { kmsShortSecretHash } from '../lambdas/adapters/aws/kms-short-secret-hash.ts';
import { OPERATOR_ROLES, type Operator, type OperatorRole } from '../lambdas/domain/operator/operator.ts';
import { hashOperatorPassword } from '../lambdas/domain/operator/password.ts';
import { randomness } from '../lambdas/shell/randomness.ts';
import { prefix } from '../lib/names.ts';
import { administer, fail, readArguments } from './deployment.ts';

const PASSWORD_MINIMUM = 15; // NIST SP 800-63B-4 §3.1.1.2, sole factor
const USAGE =
  'Usage: npm run operators -- add <username> --name "<Full name>" [--roles reviewer,clerk] [--stage <stage>]';

const { positionals, values } = readArguments(USAGE, {
  name: { type: 'string' },
  roles: { type: 'string', default: OPERATOR_ROLES.join(',') },
  stage: { type: 'string', default: 'default' },
});
const [command, username] = positionals;
if (command !== 'add' || username === undefined || !/^[a-z0-9._-]{1,64}$/.test(username)) fail(USAGE);

const isRole = (name: string): name is OperatorRole => (OPERATOR_ROLES as readonly string[]).includes(name);
const names = values.roles.split(',');
const roles = names.filter(isRole);
if (roles.length !== names.length) fail(`Roles are ${OPERATOR_ROLES.join(' and ')}. ${USAGE}`);

const given = process.env.GUICHET_OPERATOR_PASSWORD;
const password = given ?? randomness.secret().slice(0, 24);
if (password.length < PASSWORD_MINIMUM)
  fail(`The password must have at least ${PASSWORD_MINIMUM} characters.`);

const stage = { name: values.stage };
await administer(stage.name, async () => {
  const pepper = kmsShortSecretHash(`alias/guichet/${stage.name}/operator-passwords`);
  const operator: Operator = {
    id: username,
    name: values.name ?? username,
    roles,
    password: await hashOperatorPassword(username, password, randomness.bytes(16), pepper),
    failures: 0,
  };
  await dynamo().send(new PutItemCommand({ TableName: prefix(stage, 'operators'), Item: toItem(operator) }));
  console.log(
    `Operator ${username} is ready.${given === undefined ? ` Password, shown once: ${password}` : ''}`,
  );
});
